import { operation } from '#lib/api/operation'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { arnOf } from '../arn'
import { noSuchVersion, requireParameter } from '../find'
import { findVersion } from '../store/parameters'
import { wireValue } from '../wire'

/** One value for one person to look at. A write, so that it is not given before it is in the audit trail, with the reason. */
export const revealParameter = operation({
  service: 'quarterdeck',
  name: 'RevealParameter',
  access: 'write',
  input: ownShape(
    'RevealParameterRequest',
    structure({
      Name: text({ required: true, min: 1, max: 2048 }),
      Version: integer({ min: 1, max: 2 ** 31 - 1 }),
      Reason: text({ max: 500 }),
    }),
  ),
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(tx, input) {
    const { key, name, version: newest } = await requireParameter(tx, input.Name)
    const { accountId } = tx.caller
    const version = input.Version ?? newest
    const stored = await findVersion(tx, accountId, { key, version })
    if (!stored) throw noSuchVersion(`version ${version} of ${name}`)
    const { Type = stored.type, Value = '' } = await wireValue(tx, stored, { accountId, decrypt: true })
    return { Name: name, Type, Version: version, Value }
  },
})
