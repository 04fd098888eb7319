import { SendCommandRequest$, type SendCommandRequest } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { type ApiError, isApiError } from '#lib/vocabulary/api-error'
import { sdkShape } from '#lib/wire/sdk-shape'
import { type Preview, previewCommand as preview } from '../engine/preview'
import { type AimedCommand, aimCommand, fillIn } from '../engine/send'

/**
 * Takes what SendCommand takes, and says what it would do. A request that would be refused is an answer, not an error; while only
 * its parameters are wrong, it is still told who would be hit.
 */
export const previewCommand = operation({
  service: 'quarterdeck',
  name: 'PreviewCommand',
  access: 'read',
  input: sdkShape<SendCommandRequest>(SendCommandRequest$),
  secretMembers: ['Parameters'],
  resources: () => ['*'],
  async handle(ctx, input) {
    const found = await unlessRefused(async () => {
      const aimed = await aimCommand(ctx, input)
      return { aimed, preview: await preview(ctx, aimed) }
    })
    if ('refusal' in found) return { Ok: false, Problem: problemOf(found.refusal), Preview: undefined }
    const { aimed } = found.value
    const filled = await unlessRefused(async () => (await fillIn(ctx, aimed)).executionSeconds)
    const refused = 'refusal' in filled
    return {
      Ok: !refused,
      Problem: refused ? problemOf(filled.refusal) : undefined,
      Preview: wirePreview(aimed, found.value.preview, refused ? undefined : filled.value),
    }
  },
})

async function unlessRefused<Value>(work: () => Value | Promise<Value>): Promise<{ value: Value } | { refusal: ApiError }> {
  try {
    return { value: await work() }
  } catch (thrown) {
    if (!isApiError(thrown)) throw thrown
    return { refusal: thrown }
  }
}

function problemOf({ code, message }: ApiError) {
  return { Code: code, Message: message }
}

function wirePreview({ request, document }: AimedCommand, found: Preview, executionSeconds: number | undefined) {
  return {
    DocumentName: document.name,
    DocumentVersion: document.version,
    PlatformTypes: [...document.platformTypes],
    Matched: found.matched,
    Online: found.online,
    Offline: found.offline,
    Skipped: [
      { Reason: 'InvalidPlatform', Count: found.invalidPlatform },
      { Reason: 'Undeliverable', Count: found.unknown },
    ].filter((skipped) => skipped.Count > 0),
    Nodes: found.nodes.map(({ nodeId, nodeName, node, endDetail }) => ({
      InstanceId: nodeId,
      Name: nodeName,
      PingStatus: node?.pingStatus,
      PlatformType: node?.platformType ?? undefined,
      SkippedBecause: endDetail,
    })),
    Concurrency: found.concurrency,
    ErrorsAllowed: found.errors,
    Waves: found.waves,
    TimeoutSeconds: request.timeoutSeconds,
    ExecutionSeconds: executionSeconds,
    RunsAs: [...found.users].map(([User, Count]) => ({ User, Count })),
  }
}
