import { type Seen, type MockControlPlane } from '#agent/testing/mock-control-plane'
import { messageTypes } from '#lib/wire/control-messages'
import { isFinalReply, type JobReply, parseJobReply } from '#lib/wire/job-reply'

export function replyOf(seen: Seen, jobId: string): (JobReply & { messageId: string }) | undefined {
  if (seen.kind !== 'message' || seen.type !== messageTypes.jobReply) return undefined
  const reply = parseJobReply(seen.payload)
  return reply?.jobId === jobId ? { ...reply, messageId: seen.messageId } : undefined
}

export function finalReply(mock: MockControlPlane, jobId: string): Promise<JobReply & { messageId: string }> {
  return mock.until((seen) => {
    const reply = replyOf(seen, jobId)
    return reply && isFinalReply(reply.documentStatus) ? reply : undefined
  })
}

/** Everything told about the steps of a job, as a server would merge it. */
export async function mergedSteps(mock: MockControlPlane, jobId: string): Promise<JobReply['steps']> {
  await finalReply(mock, jobId)
  return new Map(mock.seen.flatMap((seen) => [...(replyOf(seen, jobId)?.steps ?? [])]))
}

export function acknowledgement(mock: MockControlPlane, jobId: string): Promise<string> {
  return mock.until((seen) =>
    seen.kind === 'message' && seen.type === messageTypes.jobAck && seen.payload['jobId'] === jobId
      ? String(seen.payload['statusCode'])
      : undefined,
  )
}

export function connected(mock: MockControlPlane, nodeId: string, times = 1): Promise<true> {
  return mock.until(() => {
    const connections = mock.seen.filter((seen) => seen.kind === 'connected' && seen.nodeId === nodeId)
    return connections.length >= times ? true : undefined
  })
}
