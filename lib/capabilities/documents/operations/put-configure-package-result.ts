import { operation } from '#lib/api/operation'
import { integer, list, map, ownShape, structure, text } from '#lib/wire/own-shape'
import { resourceOf } from '../lookup'

const timing = integer({ required: true, long: true })

/** How a stock agent says that it installed or removed a package. The audit trail keeps who said what; the step's output is the command's. */
export const putConfigurePackageResult = operation({
  name: 'PutConfigurePackageResult',
  access: 'write',
  audience: ['node'],
  input: ownShape(
    'PutConfigurePackageResultRequest',
    structure({
      PackageName: text({ required: true, min: 1, max: 2048 }),
      PackageVersion: text({ required: true, max: 512 }),
      PreviousPackageVersion: text({ max: 512 }),
      Operation: text({ required: true, max: 64 }),
      Result: timing,
      OverallTiming: timing,
      Attributes: map(text({ max: 4096 })),
      Steps: list(structure({ Action: text({ max: 4096 }), Result: integer({ long: true }), Timing: integer({ long: true }) })),
    }),
  ),
  resources: (input, ctx) => [resourceOf(ctx, input.PackageName)],
  handle: () => Promise.resolve({}),
})
