import { operation } from '#lib/api/operation'
import { recordFingerprint } from '#lib/capabilities/nodes/index'
import { requireNodeCaller } from '../node-caller'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { issueNodeCredentials } from '../credentials'

/** Every agent calls this twice an hour, and it keeps nothing: counted, not recorded. */
export const requestManagedInstanceRoleToken = operation({
  name: 'RequestManagedInstanceRoleToken',
  access: 'read',
  audience: ['node-key'],
  audited: false,
  input: ownShape('RequestManagedInstanceRoleTokenRequest', structure({ Fingerprint: text({ max: 256 }) })),
  resources: () => ['*'],
  async handle(ctx, input) {
    const { nodeId } = requireNodeCaller(ctx)
    if (input.Fingerprint) await recordFingerprint(ctx, nodeId, input.Fingerprint)
    const { accessKeyId, secretAccessKey, sessionToken, expires } = await issueNodeCredentials(ctx, nodeId)
    return {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      TokenExpirationDate: expires,
      UpdateKeyPair: false,
    }
  },
})
