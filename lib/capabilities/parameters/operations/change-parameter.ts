import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { arnOf } from '../arn'
import { noSuchVersion, requireLocked } from '../find'
import { putParameter } from '../put'
import { findVersion, type Parameter } from '../store/parameters'
import { wireValue } from '../wire'

const number = { min: 1, max: 2 ** 31 - 1 } as const

/**
 * PutParameter that overwrites one version alone: whoever changed the parameter meanwhile is not overwritten unseen. Without a
 * value it puts that of an earlier version, or of the present one, which the caller need not see for that.
 */
export const changeParameter = operation({
  service: 'quarterdeck',
  name: 'ChangeParameter',
  access: 'write',
  secretMembers: ['Value'],
  input: ownShape(
    'ChangeParameterRequest',
    structure({
      Name: text({ required: true, min: 1, max: 2048 }),
      /** What the change was made from. */
      ExpectedVersion: integer({ required: true, ...number }),
      Value: text({ min: 1, max: 8192, secret: true }),
      /** Whose value to put. */
      FromVersion: integer(number),
      Type: text({ oneOf: ['String', 'StringList', 'SecureString'] }),
      Description: text({ max: 1024 }),
      KeyId: text({ min: 1, max: 256 }),
      AllowedPattern: text({ max: 1024 }),
      Tier: text({ oneOf: ['Standard', 'Advanced', 'Intelligent-Tiering'] }),
      Policies: text({ min: 1, max: 4096 }),
      DataType: text({ max: 128 }),
    }),
  ),
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(tx, { Name, ExpectedVersion, FromVersion, Value, ...described }) {
    const parameter = await requireLocked(tx, Name)
    const { name, version: newest } = parameter
    if (newest !== ExpectedVersion) {
      throw new ApiError(
        'ParameterVersionConflict',
        `${name} is at version ${newest}, and the change was made from version ${ExpectedVersion}. Look at what changed, and try again.`,
      )
    }
    if (Value !== undefined && FromVersion !== undefined)
      throw new ApiError('ValidationException', 'Give either Value or FromVersion, not both.')
    const value = Value ?? (await valueOf(tx, parameter, FromVersion ?? newest))
    const { version, tier } = await putParameter(tx, { Name: name, Value: value, Overwrite: true, ...described })
    return { Version: version, Tier: tier }
  },
})

async function valueOf(tx: Ctx, { key, name }: Parameter, version: number): Promise<string> {
  const { accountId } = tx.caller
  const stored = await findVersion(tx, accountId, { key, version })
  if (!stored) throw noSuchVersion(`version ${version} of ${name}`)
  return (await wireValue(tx, stored, { accountId, decrypt: true })).Value ?? ''
}
