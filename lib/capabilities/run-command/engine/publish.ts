import { createHash, createHmac } from 'node:crypto'
import type { Ctx } from '#lib/platform/context'
import { nodeSubject } from '#lib/platform/node-message'
import { encodeJsonMessage } from '#lib/wire/agent-message'
import { cancelJob, messageTypes, runJob } from '#lib/wire/control-messages'
import type { Hasher } from '#lib/wire/hasher'
import { cancelIdOf, type JobId } from '../model/agent-report'
import type { DeliveredCommand } from '../command'

/** Rung for nodes that poll instead of listening. */
export const waitingSubject = (nodeId: string): string => `node.${nodeId}.waiting`

const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
}

type Payload = { readonly [key: string]: unknown }

export function jobPayload(command: DeliveredCommand, nodeId: string): Payload {
  return runJob(nodeId, {
    Parameters: command.jobParameters,
    DocumentContent: command.document,
    CommandId: command.commandId,
    DocumentName: command.documentName,
    // Output comes by stream and reply: an agent that is told of a bucket would look for it in the network.
    OutputS3BucketName: '',
    OutputS3KeyPrefix: '',
    CloudWatchLogGroupName: '',
    CloudWatchOutputEnabled: 'false',
  })
}

export function cancelPayload({ commandId, nodeId }: JobId): Payload {
  return cancelJob(nodeId, cancelIdOf(commandId), commandId)
}

/** On the bus after the commit. A lost frame costs time: the timer of the command sends it again. */
export function publishJob(tx: Ctx, command: DeliveredCommand, nodeId: string): void {
  publish(tx, nodeId, () => jobPayload(command, nodeId))
}

export function publishCancel(tx: Ctx, job: JobId): void {
  publish(tx, job.nodeId, () => cancelPayload(job))
}

function publish(tx: Ctx, nodeId: string, payload: () => Payload): void {
  tx.afterCommit(() => {
    const frame = { type: messageTypes.job, messageId: crypto.randomUUID(), createdAt: tx.clock.now(), payload: payload() }
    tx.bus.publish(nodeSubject(nodeId), encodeJsonMessage(frame, hasher))
  })
}

/** Tells a node that polls to ask again. */
export function ringWaiting(tx: Ctx, nodeId: string): void {
  tx.afterCommit(() => tx.bus.publish(waitingSubject(nodeId), new Uint8Array(0)))
}
