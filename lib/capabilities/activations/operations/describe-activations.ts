import {
  type Activation as WireActivation,
  DescribeActivationsRequest$,
  type DescribeActivationsRequest,
  type DescribeActivationsResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { parseDescribeFilter, stateOf } from '../model'
import { type Activation, listActivations } from '../store'

const defaultPage = 50

export const describeActivations = operation({
  name: 'DescribeActivations',
  access: 'read',
  input: sdkShape<DescribeActivationsRequest>(DescribeActivationsRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<DescribeActivationsResult> {
    const limit = input.MaxResults ?? defaultPage
    const filters = (input.Filters ?? []).map(({ FilterKey = '', FilterValues = [] }) =>
      parseDescribeFilter(FilterKey, FilterValues),
    )
    const [after] = decodeNextToken('DescribeActivations', input.NextToken, ['text']) ?? []
    const found = await listActivations(ctx, { filters, after, limit: limit + 1 })
    const { rows, nextToken } = pageOf('DescribeActivations', found, { limit, key: (row) => [row.id] })
    const now = ctx.clock.now()
    return { ActivationList: rows.map((activation) => wireActivation(activation, now)), NextToken: nextToken }
  },
})

function wireActivation(activation: Activation, now: Date): WireActivation {
  return {
    ActivationId: activation.id,
    Description: activation.description,
    DefaultInstanceName: activation.defaultInstanceName,
    IamRole: activation.iamRole,
    RegistrationLimit: activation.registrationLimit,
    RegistrationsCount: activation.registrationsCount,
    ExpirationDate: activation.expiresAt,
    Expired: stateOf(activation, now) === 'Expired',
    CreatedDate: activation.createdAt,
    Tags: activation.tags,
  }
}
