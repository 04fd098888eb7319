import {
  type Activation as WireActivation,
  DescribeActivationsRequest$,
  type DescribeActivationsRequest,
  type DescribeActivationsResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { decodeToken, encodeToken } from '#lib/vocabulary/paging'
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
    const after = input.NextToken ? decodeToken(input.NextToken, 1)[0] : undefined
    const found = await listActivations(ctx, { filters, after, limit: limit + 1 })
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    const now = ctx.clock.now()
    const ActivationList = shown.map((activation) => wireActivation(activation, now))
    return found.length > limit && last ? { ActivationList, NextToken: encodeToken([last.id]) } : { ActivationList }
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
