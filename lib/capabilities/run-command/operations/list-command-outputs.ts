import { operation } from '#lib/api/operation'
import { ApiError } from '#lib/vocabulary/api-error'
import { integer, list, ownShape, structure, text } from '#lib/wire/own-shape'
import { findStepOutputs, type StepOutput } from '../engine/step-output'
import { requireStep } from '../invocation-step'
import { wholeCharacters } from '../model/output-stream'
import { requireCommandId } from '../request'
import { requireCommand } from '../store/commands'
import { findInvocations } from '../store/invocations'

const mostRanges = 400
const bytesOfEach = 256 * 1024
const defaultBytes = 2 * 1024 * 1024
const mostBytes = 8 * 1024 * 1024

/**
 * Ranges of the outputs of many nodes at once, answered in the order asked for: what GetCommandOutput answers for one. When the
 * bytes are used up, the ranges that are left come back empty, to be asked for again.
 */
export const listCommandOutputs = operation({
  service: 'quarterdeck',
  name: 'ListCommandOutputs',
  access: 'read',
  input: ownShape(
    'ListCommandOutputsRequest',
    structure({
      CommandId: text({ required: true, max: 36 }),
      Ranges: list(
        structure({
          InstanceId: text({ required: true, max: 64 }),
          PluginName: text({ required: true, max: 256 }),
          Stream: text({ required: true, oneOf: ['stdout', 'stderr'] }),
          StartByte: integer({ min: 0, long: true }),
        }),
        { required: true, min: 1, max: mostRanges },
      ),
      MaxBytes: integer({ min: 4, max: mostBytes }),
    }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const command = await requireCommand(ctx, requireCommandId(input.CommandId))
    const { commandId } = command
    const nodeIds = [...new Set(input.Ranges.map(({ InstanceId }) => InstanceId))]
    const found = await findInvocations(
      ctx,
      nodeIds.map((nodeId) => ({ commandId, nodeId })),
    )
    const invocations = new Map(found.map((invocation) => [invocation.nodeId, invocation]))
    const asked = input.Ranges.map(({ InstanceId, PluginName, Stream }) => {
      const invocation = invocations.get(InstanceId)
      if (!invocation)
        throw new ApiError('InvocationDoesNotExist', `The command ${commandId} has no invocation on ${InstanceId}.`)
      return { invocation, of: { step: requireStep(command, PluginName).name, stream: Stream } }
    })
    let left = input.MaxBytes ?? defaultBytes
    const ranges = []
    for (const [at, output] of (await findStepOutputs(ctx, asked)).entries()) {
      const start = Math.min(input.Ranges[at]?.StartByte ?? 0, output.totalBytes)
      const range = await readRange(output, start, Math.min(left, bytesOfEach))
      left -= range.NextByte - range.StartByte
      ranges.push({ InstanceId: asked[at]?.invocation.nodeId ?? '', ...range })
    }
    return { Ranges: ranges }
  },
})

async function readRange(output: StepOutput, start: number, most: number) {
  const isAll = start >= output.totalBytes
  const bytes = most < 4 || isAll ? new Uint8Array(0) : await output.read({ start, end: start + most })
  const isLast = output.isComplete && start + bytes.length >= output.totalBytes
  const whole = isLast ? bytes.length : wholeCharacters(bytes)
  return {
    PluginName: output.step,
    Stream: output.stream,
    Text: new TextDecoder().decode(bytes.subarray(0, whole)),
    StartByte: start,
    NextByte: start + whole,
    TotalBytes: output.totalBytes,
    Complete: output.isComplete,
    Truncated: output.isTruncated,
  }
}
