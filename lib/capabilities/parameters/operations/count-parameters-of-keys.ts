import { operation } from '#lib/api/operation'
import { keyArn } from '#lib/capabilities/keys/index'
import { list, ownShape, structure, text } from '#lib/wire/own-shape'
import { uuidPattern } from '../model/name'
import { countSealedBy } from '../store/sealed-by-key'

/** How many parameters, and versions of them, each key seals. */
export const countParametersOfKeys = operation({
  service: 'quarterdeck',
  name: 'CountParametersOfKeys',
  access: 'read',
  input: ownShape(
    'CountParametersOfKeysRequest',
    structure({
      KeyIds: list(text({ pattern: uuidPattern }), { required: true, min: 1, max: 100 }),
    }),
  ),
  resources: (input, ctx) => input.KeyIds.map((keyId) => keyArn(ctx, keyId)),
  async handle(ctx, input) {
    const counted = await countSealedBy(ctx, input.KeyIds)
    const Keys = [...new Set(input.KeyIds)].map((keyId) => {
      const found = counted.find(({ sealingKeyId }) => sealingKeyId === keyId)
      return { KeyId: keyId, Parameters: found?.parameters ?? 0, Versions: found?.versions ?? 0 }
    })
    return { Keys }
  },
})
