import { operation } from '#lib/api/operation'
import { ownShape, structure } from '#lib/wire/own-shape'
import { callerArn } from '../authorize'

/** What every user of the CLI tries first. The door translates it to the query protocol. */
export const getCallerIdentity = operation({
  service: 'sts',
  name: 'GetCallerIdentity',
  access: 'read',
  audience: ['user', 'node'],
  input: ownShape('GetCallerIdentityRequest', structure({})),
  resources: () => ['*'],
  async handle(ctx) {
    const { caller } = ctx
    const userId = caller.kind === 'user' ? caller.userId : caller.kind === 'node' ? caller.nodeId : caller.kind
    return { UserId: userId, Account: caller.accountId, Arn: callerArn(caller) }
  },
})
