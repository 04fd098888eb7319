import type { NotificationEvent, NotificationType, SendCommandRequest } from '@aws-sdk/client-ssm'
import { defaultRate, type Rate, rateProblem } from '#queries/ui/rate'
import { fromTargets, noTargets, type TargetChoice, toTargets } from '#queries/ui/targets'

/** The form of /commands/new. Numbers are kept as typed, so that a half-typed one is not lost. */
export interface CommandDraft {
  document: string
  version: string
  parameters: Readonly<Record<string, readonly string[]>>
  targets: TargetChoice
  rate: Rate
  comment: string
  timeoutSeconds: string
  outputBucket: string
  outputPrefix: string
  outputRegion: string
  logGroup: string
  notification: NotificationDraft
  /** "Run again on failed nodes of 9f3c...": where it came from. */
  origin?: { commandId: string; which: RerunChoice } | undefined
}

export interface NotificationDraft {
  topicArn: string
  roleArn: string
  events: readonly NotificationEvent[]
  /** A message for the whole command, or one for each node. */
  type: NotificationType
}

export const notificationEvents = ['All', 'InProgress', 'Success', 'TimedOut', 'Cancelled', 'Failed'] as const

export type RerunChoice = 'all' | 'failed' | 'not-run' | 'unsuccessful' | 'edit'

export const emptyDraft: CommandDraft = {
  document: 'AWS-RunShellScript',
  version: '$DEFAULT',
  parameters: {},
  targets: noTargets,
  rate: defaultRate,
  comment: '',
  timeoutSeconds: '600',
  outputBucket: '',
  outputPrefix: '',
  outputRegion: '',
  logGroup: '',
  notification: { topicArn: '', roleArn: '', events: ['Failed', 'TimedOut'], type: 'Command' },
}

/** The service takes at most so many named nodes in one command. */
export const mostNamedNodes = 50

export function hasTargets({ targets }: CommandDraft): boolean {
  return toTargets(targets).length > 0
}

/** The very object that is sent, previewed, and copied as a command line. What is empty is left out. */
export function sendRequest(draft: CommandDraft): SendCommandRequest {
  const { document, version, outputBucket, outputPrefix, outputRegion, logGroup, comment } = draft
  const seconds = Number(draft.timeoutSeconds)
  const parameters = given(draft.parameters)
  return {
    DocumentName: document,
    ...(version === '' || version === '$DEFAULT' ? {} : { DocumentVersion: version }),
    ...addressees(draft.targets),
    ...(Object.keys(parameters).length > 0 ? { Parameters: parameters } : {}),
    ...(comment.trim() === '' ? {} : { Comment: comment.trim() }),
    ...(draft.timeoutSeconds !== '' && Number.isInteger(seconds) ? { TimeoutSeconds: seconds } : {}),
    MaxConcurrency: draft.rate.concurrency || defaultRate.concurrency,
    MaxErrors: draft.rate.errors || defaultRate.errors,
    ...(outputBucket === '' ? {} : { OutputS3BucketName: outputBucket }),
    ...(outputBucket === '' || outputPrefix === '' ? {} : { OutputS3KeyPrefix: outputPrefix }),
    ...(outputBucket === '' || outputRegion === '' ? {} : { OutputS3Region: outputRegion }),
    ...notificationOf(draft.notification),
    ...(logGroup === '' ? {} : { CloudWatchOutputConfig: { CloudWatchOutputEnabled: true, CloudWatchLogGroupName: logGroup } }),
  }
}

function notificationOf({ topicArn, roleArn, events, type }: NotificationDraft) {
  if (topicArn === '') return {}
  return {
    NotificationConfig: { NotificationArn: topicArn, NotificationEvents: [...events], NotificationType: type },
    ...(roleArn === '' ? {} : { ServiceRoleArn: roleArn }),
  }
}

/** More named nodes than one command takes become several commands: nothing is left out silently. */
export function sendRequests(draft: CommandDraft): SendCommandRequest[] {
  const { nodeIds, mode } = draft.targets
  if (mode !== 'nodes' || nodeIds.length <= mostNamedNodes) return [sendRequest(draft)]
  const parts = Array.from({ length: Math.ceil(nodeIds.length / mostNamedNodes) }, (_, at) =>
    nodeIds.slice(at * mostNamedNodes, (at + 1) * mostNamedNodes),
  )
  return parts.map((part) => sendRequest({ ...draft, targets: { ...draft.targets, nodeIds: part } }))
}

/** What is asked for while the form is filled in: a half-typed limit or comment must not hide who would be hit. */
export function previewRequests(draft: CommandDraft): SendCommandRequest[] {
  const wrong = new Set(draftProblems(draft).map(({ field }) => field))
  const sound = (field: FieldProblem['field'], value: string) => (wrong.has(field) ? '' : value)
  return sendRequests({
    ...draft,
    rate: wrong.has('rate') ? defaultRate : draft.rate,
    comment: sound('comment', draft.comment),
    timeoutSeconds: sound('timeoutSeconds', draft.timeoutSeconds),
    outputBucket: sound('outputBucket', draft.outputBucket),
    logGroup: sound('logGroup', draft.logGroup),
    notification: isNotificationWrong(wrong) ? emptyDraft.notification : draft.notification,
  })
}

function isNotificationWrong(wrong: ReadonlySet<FieldProblem['field']>): boolean {
  return wrong.has('topicArn') || wrong.has('roleArn') || wrong.has('notificationEvents')
}

function addressees(targets: TargetChoice): Pick<SendCommandRequest, 'InstanceIds' | 'Targets'> {
  if (!toTargets(targets).length) return {}
  return targets.mode === 'nodes' ? { InstanceIds: [...targets.nodeIds] } : { Targets: toTargets(targets) }
}

/** Parameters that say something: an emptied one falls back to its default. */
function given(parameters: CommandDraft['parameters']): Record<string, string[]> {
  const told = Object.entries(parameters).filter(([, values]) => values.some((value) => value !== ''))
  return Object.fromEntries(told.map(([name, values]) => [name, [...values]]))
}

export interface FieldProblem {
  /** Also the id of the section to go to. */
  field:
    | 'document'
    | 'targets'
    | 'rate'
    | 'timeoutSeconds'
    | 'comment'
    | 'outputBucket'
    | 'logGroup'
    | 'topicArn'
    | 'roleArn'
    | 'notificationEvents'
  message: string
}

/** What the server would refuse, told before it is sent. Parameters are checked by their own form. */
export function draftProblems(draft: CommandDraft): FieldProblem[] {
  const seconds = Number(draft.timeoutSeconds)
  const concurrency = rateProblem('concurrency', draft.rate.concurrency)
  const errors = rateProblem('errors', draft.rate.errors)
  const checks: readonly (FieldProblem | false)[] = [
    draft.document === '' && { field: 'document', message: 'Choose a document.' },
    !hasTargets(draft) && { field: 'targets', message: 'Choose at least one node, or tags that match some.' },
    concurrency !== undefined && { field: 'rate', message: `Concurrency: ${concurrency}` },
    errors !== undefined && { field: 'rate', message: `Error threshold: ${errors}` },
    draft.timeoutSeconds !== '' &&
      !(Number.isInteger(seconds) && seconds >= 30 && seconds <= 2_592_000) && {
        field: 'timeoutSeconds',
        message: 'Delivery time-out: 30 to 2,592,000 seconds.',
      },
    draft.comment.length > 100 && { field: 'comment', message: 'Comment: at most 100 characters.' },
    draft.outputBucket !== '' &&
      !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(draft.outputBucket) && {
        field: 'outputBucket',
        message: 'Bucket: 3 to 63 small letters, digits, dots and dashes.',
      },
    draft.logGroup !== '' &&
      !/^[.\-_/#A-Za-z0-9]{1,512}$/.test(draft.logGroup) && {
        field: 'logGroup',
        message: 'Log group: letters, digits and . - _ / #',
      },
    ...notificationProblems(draft.notification),
  ]
  return checks.filter((problem) => problem !== false)
}

function notificationProblems({ topicArn, roleArn, events }: NotificationDraft): readonly (FieldProblem | false)[] {
  if (topicArn === '') return []
  return [
    !/^arn:aws[a-z-]*:sns:[a-zA-Z0-9-]*:\d{12}:.+$/.test(topicArn) && {
      field: 'topicArn',
      message: 'Topic: an ARN such as arn:aws:sns:local-1:000000000001:name.',
    },
    !/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn) && {
      field: 'roleArn',
      message: 'Role: an ARN such as arn:aws:iam::000000000001:role/name.',
    },
    events.length === 0 && { field: 'notificationEvents', message: 'Choose at least one event.' },
  ]
}

/** `targets=` of the address: `mi-1,mi-2`, `tag:env=prod,stage;tag:role=web` or `InstanceIds=*`. Other screens link here with it. */
export function parseTargets(text: string): TargetChoice {
  const parts = text.split(';').filter(Boolean)
  const named = parts.filter((part) => !part.includes('=')).flatMap((part) => part.split(',').filter(Boolean))
  const targets = parts.filter((part) => part.includes('=')).map(parseTarget)
  return fromTargets(targets.length > 0 ? targets : [{ Key: 'InstanceIds', Values: named }])
}

function parseTarget(part: string): { Key: string; Values: string[] } {
  const at = part.lastIndexOf('=')
  const values = part.slice(at + 1).split(',')
  return { Key: decode(part.slice(0, at)), Values: values.map(decode) }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
