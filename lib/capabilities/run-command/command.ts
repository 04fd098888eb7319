import type { Command as WireCommand } from '@aws-sdk/client-ssm'
import type { JsonObject } from '#lib/wire/parameter-substitution'
import type { Counts } from './model/counts'
import type { RateLimits } from './model/decide'
import type { Deadlines } from './model/invocation'
import type { CommandDetail } from '#lib/vocabulary/command-status'

export interface CommandStep {
  /** As agents report it: the step's name, or the plugin's name with schema 1.2. */
  name: string
  action: string
}

export interface CommandTarget {
  Key: string
  Values: readonly string[]
}

/** The part of a command that the delivery engine works with. */
export interface DeliveredCommand {
  commandId: string
  requestedAt: Date
  documentName: string
  document: JsonObject
  jobParameters: JsonObject
  /** Document and parameters with what was stored in Parameter Store, where the command refers to it. */
  sealedJob: Uint8Array | undefined
  deadlines: Deadlines
  limits: RateLimits
  detail: CommandDetail
  counts: Counts
  steps: readonly CommandStep[]
  echoed: Echoed
  cancelled: boolean
  endedAt: Date | undefined
  timerAt: Date | undefined
}

/** Everything that the API shows of it. */
export interface Command extends DeliveredCommand {
  requestedBy: string
  source: string
  documentVersion: string
  comment: string
  parameters: Readonly<Record<string, readonly string[]>>
  instanceIds: readonly string[]
  targets: readonly CommandTarget[]
  timeoutSeconds: number
  maxConcurrency: string
  maxErrors: string
}

/** Members of SendCommand that are kept and handed back as given. */
export type Echoed = Pick<
  WireCommand,
  | 'OutputS3Region'
  | 'OutputS3BucketName'
  | 'OutputS3KeyPrefix'
  | 'ServiceRole'
  | 'NotificationConfig'
  | 'CloudWatchOutputConfig'
  | 'AlarmConfiguration'
>
