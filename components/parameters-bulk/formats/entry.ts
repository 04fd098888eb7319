/** One parameter of a file, its name below the path that the file is read into. */
export interface Entry {
  name: string
  value: string
  /** Only where the file says it. */
  type?: ParameterType | undefined
  description?: string | undefined
  /** Where the file has it, from 1. */
  line: number
}

export type ParameterType = 'String' | 'StringList' | 'SecureString'
export const parameterTypes: readonly ParameterType[] = ['String', 'StringList', 'SecureString']

export interface FileProblem {
  line: number
  text: string
}

export interface Reading {
  entries: readonly Entry[]
  problems: readonly FileProblem[]
}

export const fileFormats = ['json', 'yaml', 'env', 'csv'] as const
export type FileFormat = (typeof fileFormats)[number]

export const formatNames: Record<FileFormat, string> = { json: 'JSON', yaml: 'YAML', env: '.env', csv: 'CSV' }

export function isParameterType(text: string | undefined): text is ParameterType {
  return parameterTypes.some((type) => type === text)
}

/** By the ending of the file, else by how the text looks. */
export function guessFormat(text: string, file = ''): FileFormat {
  const name = file.toLowerCase()
  if (name.endsWith('.json')) return 'json'
  if (/\.ya?ml$/.test(name)) return 'yaml'
  if (name.endsWith('.csv')) return 'csv'
  if (/(^|[./\\])env(\.|$)|\.env$/.test(name)) return 'env'
  const start = text.trimStart()
  if (start.startsWith('{')) return 'json'
  const lines = start.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
  if (/^"?name"?[,;\t]/i.test(lines[0] ?? '')) return 'csv'
  if (/^(export\s+)?[\w./-]+=/.test(lines[0] ?? '')) return 'env'
  return /^[^:]+,/.test(lines[0] ?? '') ? 'csv' : 'yaml'
}
