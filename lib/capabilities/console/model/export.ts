export const exportLists = ['nodes', 'audit', 'commands'] as const
export type ExportList = (typeof exportLists)[number]

export const exportFormats = ['csv', 'json', 'ndjson'] as const
export type ExportFormat = (typeof exportFormats)[number]

export type ExportState = 'waiting' | 'running' | 'ready' | 'failed'

export interface ExportColumn {
  id: string
  header: string
}

export const exportHoursKept = 24
export const mostExportsWaiting = 5
export const exportPartBytes = 1024 * 1024
