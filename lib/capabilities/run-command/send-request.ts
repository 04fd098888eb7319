import type { SendCommandRequest } from '@aws-sdk/client-ssm'
import { parseFilterTarget } from '#lib/capabilities/nodes/model/filter-target'
import { ApiError, validationFailed } from '#lib/vocabulary/api-error'
import { maxDocumentBytes } from '#lib/vocabulary/document-tree/parse-document'
import {
  defaultMaxConcurrency,
  defaultMaxErrors,
  parseMaxConcurrency,
  parseMaxErrors,
  type RateLimit,
} from '#lib/vocabulary/rate-control'
import { parseTargets } from '#lib/vocabulary/target'
import type { CommandTarget, Echoed } from './command'
import { checkOutputPlace } from './model/output-object'
import { type CommandSelection, parseCommandTargets } from './model/command-targets'

/** Who a command is for: named nodes, those that the targets match at the moment of sending, or some of those of an earlier command. */
export type Addressees =
  | { kind: 'named'; nodeIds: readonly string[] }
  | { kind: 'targeted'; targets: readonly CommandTarget[] }
  | { kind: 'of-command'; targets: readonly CommandTarget[]; selection: CommandSelection }

export interface SendRequest {
  addressees: Addressees
  parameters: Readonly<Record<string, readonly string[]>>
  timeoutSeconds: number
  comment: string
  maxConcurrency: string
  maxErrors: string
  concurrency: RateLimit
  errors: RateLimit
  echoed: Echoed
}

export const defaultTimeoutSeconds = 3_600

/** What can be said about the request without looking anything up. */
export function parseSendRequest(input: SendCommandRequest): SendRequest {
  const { MaxConcurrency: maxConcurrency = defaultMaxConcurrency, MaxErrors: maxErrors = defaultMaxErrors } = input
  checkNotification(input)
  checkOutput(input)
  checkAlarms(input)
  return {
    addressees: addresseesOf(input),
    parameters: parametersOf(input.Parameters ?? {}),
    timeoutSeconds: input.TimeoutSeconds ?? defaultTimeoutSeconds,
    comment: input.Comment ?? '',
    maxConcurrency,
    maxErrors,
    concurrency: parseMaxConcurrency(maxConcurrency),
    errors: parseMaxErrors(maxErrors),
    echoed: echoedOf(input),
  }
}

export function addresseesOf({
  InstanceIds = [],
  Targets = [],
}: Pick<SendCommandRequest, 'InstanceIds' | 'Targets'>): Addressees {
  if (InstanceIds.length > 0 && Targets.length > 0)
    throw validationFailed(['InstanceIds and Targets exclude each other: give one of them'])
  if (InstanceIds.length > 0) {
    requireDistinct(InstanceIds)
    return { kind: 'named', nodeIds: InstanceIds }
  }
  if (Targets.length === 0) throw validationFailed(['Give InstanceIds or Targets: the command needs somewhere to run'])
  const targets = Targets.map(({ Key = '', Values = [] }) => ({ Key, Values }))
  if (parseFilterTarget(targets)) return { kind: 'targeted', targets }
  const selection = parseCommandTargets(targets)
  if (selection) return { kind: 'of-command', targets, selection }
  parseTargets(Targets)
  return { kind: 'targeted', targets }
}

export function requireDistinct(nodeIds: readonly string[]): void {
  const twice = nodeIds.find((id, index) => nodeIds.indexOf(id) !== index)
  if (twice !== undefined) throw new ApiError('DuplicateInstanceId', `${twice} is named twice.`)
}

function parametersOf(given: NonNullable<SendCommandRequest['Parameters']>): SendRequest['parameters'] {
  const bytes = new TextEncoder().encode(JSON.stringify(given)).length
  if (bytes > maxDocumentBytes) {
    throw new ApiError('MaxDocumentSizeExceeded', `The parameters have ${bytes} bytes; the limit is ${maxDocumentBytes}.`)
  }
  return given
}

function checkNotification({ NotificationConfig, ServiceRoleArn }: SendCommandRequest): void {
  if (ServiceRoleArn && !/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(ServiceRoleArn)) {
    throw new ApiError('InvalidRole', `${ServiceRoleArn} is not the ARN of a role.`)
  }
  const { NotificationArn, NotificationEvents = [] } = NotificationConfig ?? {}
  if (!NotificationArn && NotificationEvents.length === 0) return
  if (!NotificationArn || !/^arn:aws[a-z-]*:sns:[a-zA-Z0-9-]*:\d{12}:.+$/.test(NotificationArn)) {
    throw new ApiError('InvalidNotificationConfig', 'NotificationArn must be the ARN of a topic.')
  }
  if (NotificationEvents.length === 0)
    throw new ApiError('InvalidNotificationConfig', 'NotificationEvents must name at least one event.')
  if (!ServiceRoleArn) throw new ApiError('InvalidRole', 'Notifications need a ServiceRoleArn.')
}

function checkOutput({ OutputS3BucketName, OutputS3KeyPrefix, CloudWatchOutputConfig }: SendCommandRequest): void {
  checkOutputPlace(OutputS3BucketName, OutputS3KeyPrefix)
  const group = CloudWatchOutputConfig?.CloudWatchLogGroupName
  if (group !== undefined && !/^[.\-_/#A-Za-z0-9]+$/.test(group)) {
    throw validationFailed([`CloudWatchLogGroupName may have letters, digits and . - _ / #`])
  }
}

/** An alarm that nobody can ask for its state stops the command, unless the caller said otherwise. */
function checkAlarms({ AlarmConfiguration }: SendCommandRequest): void {
  if (AlarmConfiguration && !AlarmConfiguration.IgnorePollAlarmFailure) {
    throw validationFailed([
      'AlarmConfiguration: this installation has no alarms; set IgnorePollAlarmFailure to send all the same',
    ])
  }
}

function echoedOf(input: SendCommandRequest): Echoed {
  return {
    OutputS3Region: input.OutputS3Region,
    OutputS3BucketName: input.OutputS3BucketName,
    OutputS3KeyPrefix: input.OutputS3KeyPrefix,
    ServiceRole: input.ServiceRoleArn,
    NotificationConfig: input.NotificationConfig,
    CloudWatchOutputConfig: input.CloudWatchOutputConfig,
    AlarmConfiguration: input.AlarmConfiguration,
  }
}
