import { SendCommandRequest$, type SendCommandRequest } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { isApiError } from '#lib/vocabulary/api-error'
import { sdkShape } from '#lib/wire/sdk-shape'
import { type Preview, previewCommand as preview } from '../engine/preview'
import { type PreparedCommand, prepareCommand } from '../engine/send'

/** Takes what SendCommand takes, and says what it would do. A request that would be refused is an answer, not an error. */
export const previewCommand = operation({
  service: 'quarterdeck',
  name: 'PreviewCommand',
  access: 'read',
  input: sdkShape<SendCommandRequest>(SendCommandRequest$),
  secretMembers: ['Parameters'],
  resources: () => ['*'],
  async handle(ctx, input) {
    try {
      const prepared = await prepareCommand(ctx, input)
      return { Ok: true as const, Problem: undefined, Preview: wirePreview(prepared, await preview(ctx, prepared)) }
    } catch (thrown) {
      if (!isApiError(thrown)) throw thrown
      return { Ok: false as const, Problem: { Code: thrown.code, Message: thrown.message }, Preview: undefined }
    }
  },
})

function wirePreview({ request, document, executionSeconds }: PreparedCommand, found: Preview) {
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
