import { randomUUID } from 'node:crypto'
import { runJob } from '#lib/wire/control-messages'

export function jobOf(
  nodeId: string,
  document: Record<string, unknown>,
  parameters: Record<string, unknown> = {},
): { jobId: string; payload: Record<string, unknown> } {
  const payload = runJob(nodeId, {
    Parameters: parameters,
    DocumentContent: document,
    CommandId: randomUUID(),
    DocumentName: 'Test',
    OutputS3BucketName: '',
    OutputS3KeyPrefix: '',
    CloudWatchLogGroupName: '',
    CloudWatchOutputEnabled: 'false',
  })
  return { jobId: String(payload['JobId']), payload }
}

/** A document of one shell step for each list of lines; inputs may be added to each. */
export function shellDocument(
  steps: Readonly<Record<string, { lines: readonly string[]; inputs?: object; precondition?: object; action?: string }>>,
  schemaVersion = '2.2',
): Record<string, unknown> {
  const mainSteps = Object.entries(steps).map(([name, { lines, inputs, precondition, action = 'aws:runShellScript' }]) => ({
    name,
    action,
    inputs: { runCommand: lines, ...inputs },
    ...(precondition && { precondition }),
  }))
  return { schemaVersion, mainSteps }
}
