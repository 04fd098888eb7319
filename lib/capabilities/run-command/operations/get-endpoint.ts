import { operation } from '#lib/api/operation'
import { ownShape, structure, text } from '#lib/wire/own-shape'

export const getEndpoint = operation({
  service: 'ec2messages',
  name: 'GetEndpoint',
  access: 'read',
  audience: ['node'],
  audited: false,
  input: ownShape('GetEndpointRequest', structure({ Destination: text({ max: 64 }), Protocol: text({ max: 64 }) })),
  resources: () => ['*'],
  async handle(ctx, input) {
    return { Endpoint: { Protocol: input.Protocol ?? 'https', Endpoint: ctx.config.url } }
  },
})
