import type { Ctx } from '#lib/platform/context'
import type { NodeMessage, NodeMessageHandler, NodeMessageManifest, OutgoingMessage } from '#lib/platform/node-message'
import { jobReplyAck, messageTypes } from '#lib/wire/control-messages'
import { jobOutputAck } from '#lib/wire/job-output'
import { groupByAccount, inAccount } from './engine/account'
import { wakeNodes } from './engine/advance'
import { takeOutput } from './engine/output'
import { takeAcks, takeReplies } from './engine/reports'
import { type JobId, readAck, readOutput, readReply } from './model/agent-report'

interface Read<T> {
  message: NodeMessage
  content: T
}

/** A node speaks of its own jobs alone; what cannot be read is dropped with a line in the log. */
function readAll<T extends { job: JobId }>(
  ctx: Ctx,
  messages: readonly NodeMessage[],
  read: (payload: unknown) => T | undefined,
): Read<T>[] {
  return messages.flatMap((message) => {
    const content = read(message.payload)
    if (content && content.job.nodeId === message.nodeId) return [{ message, content }]
    ctx.log.warn(
      { nodeId: message.nodeId, messageId: message.messageId },
      'a node sent a message about a job that cannot be read',
    )
    return []
  })
}

type Take = (ctx: Ctx, messages: readonly NodeMessage[]) => Promise<readonly OutgoingMessage[]>

function byAccount(take: Take): NodeMessageHandler {
  return async (ctx, messages) => {
    const answers: OutgoingMessage[] = []
    for (const [accountId, group] of groupByAccount(messages)) answers.push(...(await take(inAccount(ctx, accountId), group)))
    return answers
  }
}

const takeAckMessages: Take = async (ctx, messages) => {
  await takeAcks(
    ctx,
    readAll(ctx, messages, readAck).map((read) => read.content),
  )
  return []
}

/** Every reply is acknowledged, duplicates and late ones too, or the agent sends it again for hours. */
const takeReplyMessages: Take = async (ctx, messages) => {
  const replies = readAll(ctx, messages, readReply)
  await takeReplies(
    ctx,
    replies.map((read) => read.content),
  )
  return messages.flatMap(({ nodeId, messageId, payload }) => {
    const jobId = jobIdIn(payload)
    return jobId
      ? [{ nodeId, type: messageTypes.jobReplyAck, payload: jobReplyAck({ jobId, acknowledgedMessageId: messageId }) }]
      : []
  })
}

function jobIdIn(payload: unknown): string | undefined {
  const record = typeof payload === 'object' && payload !== null ? (payload as { jobId?: unknown }) : {}
  return typeof record.jobId === 'string' ? record.jobId : undefined
}

const takeOutputMessages: Take = async (ctx, messages) => {
  const positions = await takeOutput(
    ctx,
    readAll(ctx, messages, readOutput).map((read) => read.content),
  )
  return positions.map(({ nodeId, jobId, step, stream, offset }) => ({
    nodeId,
    type: messageTypes.jobOutputAck,
    payload: jobOutputAck({ jobId, step, stream, offset }),
    mayWait: true,
  }))
}

const wakeConnected: Take = async (ctx, messages) => {
  await wakeNodes(ctx, [...new Set(messages.map((message) => message.nodeId))], { isPresent: true, resend: true })
  return []
}

export const runCommandMessages: NodeMessageManifest = {
  [messageTypes.jobAck]: byAccount(takeAckMessages),
  [messageTypes.jobReply]: byAccount(takeReplyMessages),
  [messageTypes.jobOutput]: byAccount(takeOutputMessages),
  node_connected: byAccount(wakeConnected),
}
