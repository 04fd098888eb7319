import { operation } from '#lib/api/operation'
import { managedInstanceArn } from '#lib/vocabulary/arn'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { findStepOutput } from '../engine/step-output'
import { requireInvocation, requireStep } from '../invocation-step'
import { wholeCharacters } from '../model/output-stream'

const defaultBytes = 256 * 1024
const mostBytes = 1024 * 1024

/** A range of a step's output by bytes, also while it runs. The next call begins at `NextByte`; all is read when it equals `TotalBytes`. */
export const getCommandOutput = operation({
  service: 'quarterdeck',
  name: 'GetCommandOutput',
  access: 'read',
  input: ownShape(
    'GetCommandOutputRequest',
    structure({
      CommandId: text({ required: true, max: 36 }),
      InstanceId: text({ required: true, max: 64 }),
      PluginName: text({ max: 256 }),
      Stream: text({ oneOf: ['stdout', 'stderr'] }),
      StartByte: integer({ min: 0, long: true }),
      MaxBytes: integer({ min: 4, max: mostBytes }),
    }),
  ),
  resources: (input, ctx) => [
    managedInstanceArn({ region: ctx.config.region, accountId: ctx.caller.accountId }, input.InstanceId),
  ],
  async handle(ctx, input) {
    const { command, invocation } = await requireInvocation(ctx, input.CommandId, input.InstanceId)
    const step = requireStep(command, input.PluginName)
    const stream = input.Stream === 'stderr' ? 'stderr' : 'stdout'
    const output = await findStepOutput(ctx, invocation, { step: step.name, stream })
    const start = Math.min(input.StartByte ?? 0, output.totalBytes)
    const bytes = await output.read({ start, end: start + (input.MaxBytes ?? defaultBytes) })
    const isLast = output.isComplete && start + bytes.length >= output.totalBytes
    const whole = isLast ? bytes.length : wholeCharacters(bytes)
    return {
      PluginName: step.name,
      Stream: output.stream,
      Text: new TextDecoder().decode(bytes.subarray(0, whole)),
      StartByte: start,
      NextByte: start + whole,
      TotalBytes: output.totalBytes,
      Complete: output.isComplete,
      Truncated: output.isTruncated,
    }
  },
})
