import type { SendCommandRequest, Target } from '@aws-sdk/client-ssm'

/** The form of /commands/new. Numbers are kept as typed, so that a half-typed one is not lost. */
export interface CommandDraft {
  document: string
  version: string
  parameters: Record<string, string[]>
  instanceIds: string[]
  targets: { key: string; values: string[] }[]
  maxConcurrency: string
  maxErrors: string
  comment: string
  timeoutSeconds: string
  outputBucket: string
  outputPrefix: string
  logGroup: string
  /** "Run again on failed nodes of 9f3c…": where it came from. */
  origin?: { commandId: string; which: RerunChoice } | undefined
}

export const rerunChoices = ['all', 'failed', 'not-run', 'edit'] as const
export type RerunChoice = (typeof rerunChoices)[number]

export const emptyDraft: CommandDraft = {
  document: 'AWS-RunShellScript',
  version: '$DEFAULT',
  parameters: {},
  instanceIds: [],
  targets: [],
  maxConcurrency: '50',
  maxErrors: '0',
  comment: '',
  timeoutSeconds: '600',
  outputBucket: '',
  outputPrefix: '',
  logGroup: '',
}

export function hasTargets(draft: CommandDraft): boolean {
  return draft.instanceIds.length > 0 || draft.targets.length > 0
}

/** The very object that is sent, previewed, and copied as a command line. What is empty is left out. */
export function sendRequest(draft: CommandDraft): SendCommandRequest {
  const { document, version, outputBucket, outputPrefix, logGroup, comment } = draft
  const seconds = Number(draft.timeoutSeconds)
  return {
    DocumentName: document,
    ...(version === '' || version === '$DEFAULT' ? {} : { DocumentVersion: version }),
    ...(draft.instanceIds.length > 0 ? { InstanceIds: draft.instanceIds } : {}),
    ...(draft.instanceIds.length === 0 && draft.targets.length > 0 ? { Targets: draft.targets.map(wireTarget) } : {}),
    ...(Object.keys(given(draft.parameters)).length > 0 ? { Parameters: given(draft.parameters) } : {}),
    ...(comment.trim() === '' ? {} : { Comment: comment.trim() }),
    ...(draft.timeoutSeconds !== '' && Number.isInteger(seconds) ? { TimeoutSeconds: seconds } : {}),
    MaxConcurrency: draft.maxConcurrency || '50',
    MaxErrors: draft.maxErrors || '0',
    ...(outputBucket === '' ? {} : { OutputS3BucketName: outputBucket }),
    ...(outputBucket === '' || outputPrefix === '' ? {} : { OutputS3KeyPrefix: outputPrefix }),
    ...(logGroup === '' ? {} : { CloudWatchOutputConfig: { CloudWatchOutputEnabled: true, CloudWatchLogGroupName: logGroup } }),
  }
}

function wireTarget({ key, values }: { key: string; values: string[] }): Target {
  return { Key: key, Values: values }
}

/** Parameters that say something: an emptied one falls back to its default. */
function given(parameters: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(parameters).filter(([, values]) => values.some((value) => value !== '')))
}

export interface FieldProblem {
  field: 'document' | 'targets' | 'maxConcurrency' | 'maxErrors' | 'timeoutSeconds' | 'comment' | 'outputBucket'
  message: string
}

const concurrencyPattern = /^([1-9]\d*|[1-9]\d?%|100%)$/
const errorsPattern = /^(\d+|\d\d?%|100%)$/

/** What the server would refuse, told before it is sent. Parameters are checked by their own form. */
export function draftProblems(draft: CommandDraft): FieldProblem[] {
  const seconds = Number(draft.timeoutSeconds)
  const checks: readonly [boolean, FieldProblem][] = [
    [draft.document === '', { field: 'document', message: 'Choose a document.' }],
    [!hasTargets(draft), { field: 'targets', message: 'Choose at least one node, or tags that match some.' }],
    [
      !concurrencyPattern.test(draft.maxConcurrency),
      { field: 'maxConcurrency', message: 'At the same time: a number from 1, or 1% to 100%.' },
    ],
    [!errorsPattern.test(draft.maxErrors), { field: 'maxErrors', message: 'Failures allowed: a number from 0, or 0% to 100%.' }],
    [
      draft.timeoutSeconds !== '' && !(Number.isInteger(seconds) && seconds >= 30 && seconds <= 2_592_000),
      { field: 'timeoutSeconds', message: 'Delivery time-out: 30 to 2,592,000 seconds.' },
    ],
    [draft.comment.length > 100, { field: 'comment', message: 'Comment: at most 100 characters.' }],
    [
      draft.outputBucket !== '' && !/^[a-z0-9.-]{3,63}$/.test(draft.outputBucket),
      { field: 'outputBucket', message: 'Bucket: 3 to 63 small letters, digits, dots and dashes.' },
    ],
  ]
  return checks.filter(([wrong]) => wrong).map(([, problem]) => problem)
}

/** `targets=` of the address: `mi-1,mi-2` or `tag:env=prod,stage;tag:role=web`. Other screens link here with it. */
export function parseTargets(text: string): Pick<CommandDraft, 'instanceIds' | 'targets'> {
  const parts = text.split(';').filter(Boolean)
  const targets = parts.filter((part) => part.includes('=')).map(parseTarget)
  const instanceIds = parts.filter((part) => !part.includes('=')).flatMap((part) => part.split(',').filter(Boolean))
  return targets.length > 0 ? { instanceIds: [], targets } : { instanceIds, targets: [] }
}

function parseTarget(part: string): { key: string; values: string[] } {
  const at = part.lastIndexOf('=')
  const values = part
    .slice(at + 1)
    .split(',')
    .map(decodeURIComponent)
  return { key: decodeURIComponent(part.slice(0, at)), values }
}
