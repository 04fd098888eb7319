import {
  GetConnectionStatusRequest$,
  type GetConnectionStatusRequest,
  type GetConnectionStatusResponse,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { nodeArn } from '../arn'
import { findNodes } from '../store/nodes'

export const getConnectionStatus = operation({
  name: 'GetConnectionStatus',
  access: 'read',
  input: sdkShape<GetConnectionStatusRequest>(GetConnectionStatusRequest$),
  resources: (input, ctx) => [nodeArn(ctx, input.Target ?? '')],
  async handle(ctx, input): Promise<GetConnectionStatusResponse> {
    const [node] = await findNodes(ctx, [input.Target ?? ''])
    return { Target: input.Target, Status: node?.isConnected ? 'connected' : 'notconnected' }
  },
})
