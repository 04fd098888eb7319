import { operation } from '#lib/api/operation'
import { replaceNodeKey } from '#lib/capabilities/nodes/index'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { requireNodeCaller } from '../node-caller'
import { parsePublicKey } from '../public-key'

/** The old key is good until the first valid signature with the new one: see `confirmNodeKey`. */
export const updateManagedInstancePublicKey = operation({
  name: 'UpdateManagedInstancePublicKey',
  access: 'write',
  audience: ['node-key'],
  input: ownShape(
    'UpdateManagedInstancePublicKeyRequest',
    structure({ NewPublicKey: text({ required: true, min: 1, max: 4096 }), NewPublicKeyType: text({ max: 32 }) }),
  ),
  resources: () => ['*'],
  async handle(tx, input) {
    const { nodeId } = requireNodeCaller(tx)
    parsePublicKey(input.NewPublicKey, input.NewPublicKeyType ?? 'Rsa')
    await replaceNodeKey(tx, nodeId, input.NewPublicKey)
    return {}
  },
})
