import type { SendCommandRequest } from '@aws-sdk/client-ssm'
import { isTrial } from '#lib/vocabulary/trial-version'
import type { RunSummary } from '../run-progress'

/** What "Copy as" gives. A test sent a text, which is kept with the run and has no version to send. */
export function requestOf(command: RunSummary['Command']) {
  return isTrial(command.DocumentVersion)
    ? { service: 'quarterdeck', operation: 'GetDocumentTrial', input: { DocumentVersion: command.DocumentVersion } }
    : { service: 'ssm', operation: 'SendCommand', input: sentRequest(command) }
}

/** The call that would send this run once more, for "Copy as". */
export function sentRequest(command: RunSummary['Command']): SendCommandRequest {
  const { DocumentName, DocumentVersion, Parameters, InstanceIds = [], Targets = [] } = command
  return {
    DocumentName,
    ...(DocumentVersion ? { DocumentVersion } : {}),
    ...(InstanceIds.length > 0 ? { InstanceIds } : { Targets }),
    ...(Parameters && Object.keys(Parameters).length > 0 ? { Parameters } : {}),
    ...(command.Comment ? { Comment: command.Comment } : {}),
    ...(command.TimeoutSeconds ? { TimeoutSeconds: command.TimeoutSeconds } : {}),
    ...(command.MaxConcurrency ? { MaxConcurrency: command.MaxConcurrency } : {}),
    ...(command.MaxErrors ? { MaxErrors: command.MaxErrors } : {}),
    ...outputOf(command),
    ...(command.NotificationConfig?.NotificationArn ? { NotificationConfig: command.NotificationConfig } : {}),
    ...(command.ServiceRole ? { ServiceRoleArn: command.ServiceRole } : {}),
    ...(command.AlarmConfiguration ? { AlarmConfiguration: command.AlarmConfiguration } : {}),
  }
}

function outputOf({ OutputS3BucketName, OutputS3KeyPrefix, OutputS3Region, CloudWatchOutputConfig }: RunSummary['Command']) {
  return {
    ...(OutputS3BucketName ? { OutputS3BucketName } : {}),
    ...(OutputS3KeyPrefix ? { OutputS3KeyPrefix } : {}),
    ...(OutputS3Region ? { OutputS3Region } : {}),
    ...(CloudWatchOutputConfig?.CloudWatchOutputEnabled ? { CloudWatchOutputConfig } : {}),
  }
}
