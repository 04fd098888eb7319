import { sourceText } from './source'

/** What a run says in one line of text for each column of a list, in exports and in the console alike. Times are epoch seconds. */
interface TextedCommand {
  CommandId?: string | undefined
  Comment?: string | undefined
  Parameters?: { readonly [name: string]: readonly string[] } | undefined
  DocumentName?: string | undefined
  StatusDetails?: string | undefined
  Targets?: readonly { Key?: string | undefined; Values?: readonly string[] | undefined }[] | undefined
  InstanceIds?: readonly string[] | undefined
  TargetCount?: number | undefined
  CompletedCount?: number | undefined
  ErrorCount?: number | undefined
  DeliveryTimedOutCount?: number | undefined
  MaxConcurrency?: string | undefined
  MaxErrors?: string | undefined
  RequestedDateTime?: number | undefined
  EndedDateTime?: number | undefined
  RequestedBy?: string | undefined
  Source?: string | undefined
}

const longestTitle = 80

/** What a run was for: its comment, else the first line that does something, else the document. */
export function whatRan({ Comment, Parameters, DocumentName }: TextedCommand): string {
  if (Comment) return Comment
  const line = (Parameters?.['commands'] ?? [])
    .flatMap((command) => command.split('\n'))
    .find((text) => text.trim() !== '' && !text.trimStart().startsWith('#'))
  const text = line?.trim() ?? DocumentName ?? 'Command'
  return text.length > longestTitle ? `${text.slice(0, longestTitle - 1)}…` : text
}

type CommandText = (command: TextedCommand) => string

export const commandTexts = {
  what: whatRan,
  status: ({ StatusDetails = '' }) => StatusDetails,
  progress: ({ TargetCount = 0, CompletedCount = 0, ErrorCount = 0, DeliveryTimedOutCount = 0 }) =>
    `${CompletedCount} of ${TargetCount}, ${ErrorCount + DeliveryTimedOutCount} failed`,
  targets: ({ Targets = [], InstanceIds = [] }) =>
    [...InstanceIds, ...Targets.map(({ Key = '', Values = [] }) => `${Key}=${Values.join(',')}`)].join(' '),
  by: ({ RequestedBy = '' }) => RequestedBy,
  source: ({ Source = '' }) => sourceText(Source),
  requested: ({ RequestedDateTime: at }) => (at === undefined ? '' : new Date(at * 1000).toISOString()),
  took: ({ RequestedDateTime: from, EndedDateTime: to }) =>
    from === undefined || to === undefined ? '' : `${Math.max(0, Math.round((to - from) * 1000) / 1000)} s`,
  document: ({ DocumentName = '' }) => DocumentName,
  id: ({ CommandId = '' }) => CommandId,
  rate: ({ MaxConcurrency = '', MaxErrors = '' }) => `${MaxConcurrency} / ${MaxErrors}`,
} satisfies { readonly [column: string]: CommandText }
