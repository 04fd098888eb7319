export const nodeTabs = ['overview', 'commands', 'tags'] as const
export type NodeTab = (typeof nodeTabs)[number]

export const tabLabels: Record<NodeTab, string> = { overview: 'Overview', commands: 'Commands', tags: 'Tags' }

export function isNodeTab(text: string): text is NodeTab {
  return nodeTabs.some((tab) => tab === text)
}
