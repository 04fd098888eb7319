import { operation } from '#lib/api/operation'
import { managedInstanceArn } from '#lib/vocabulary/arn'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { requireInvocation, requireStep } from '../invocation-step'
import { findStreams, type StoredStream } from '../store/outputs'

/** Where lines begin in a long output that is complete: about one place in each mebibyte, to read any page of lines by range. */
export const getOutputLines = operation({
  service: 'quarterdeck',
  name: 'GetOutputLines',
  access: 'read',
  input: ownShape(
    'GetOutputLinesRequest',
    structure({
      CommandId: text({ required: true, max: 36 }),
      InstanceId: text({ required: true, max: 64 }),
      PluginName: text({ max: 256 }),
    }),
  ),
  resources: (input, ctx) => [
    managedInstanceArn({ region: ctx.config.region, accountId: ctx.caller.accountId }, input.InstanceId),
  ],
  async handle(ctx, input) {
    const { command, invocation } = await requireInvocation(ctx, input.CommandId, input.InstanceId)
    const step = requireStep(command, input.PluginName).name
    const keys = (['stdout', 'stderr'] as const).map((stream) => ({ ...invocation, step, stream }))
    const streams = await findStreams(ctx, keys)
    return { PluginName: step, Streams: streams.flatMap(linesOf) }
  },
})

/** Nothing for what is short, still grows, or was kept before lines were counted. */
function linesOf({ stream, stored, truncated, blocks }: StoredStream) {
  const places = blocks.flatMap(({ line }) => line ?? [])
  const end = places.at(-1)
  if (end?.byte !== stored) return []
  return [
    {
      Stream: stream,
      TotalBytes: stored,
      TotalLines: end.before,
      Truncated: truncated,
      Places: places.slice(0, -1).map(({ byte, before }) => ({ StartByte: byte, LinesBefore: before })),
    },
  ]
}
