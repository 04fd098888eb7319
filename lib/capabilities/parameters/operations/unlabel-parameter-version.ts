import {
  UnlabelParameterVersionRequest$,
  type UnlabelParameterVersionRequest,
  type UnlabelParameterVersionResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { arnOf } from '../arn'
import { announce } from '../changes'
import { requireLocked } from '../find'
import { requireVersion } from '../labelling'
import { removeLabels } from '../store/labels'

export const unlabelParameterVersion = operation({
  name: 'UnlabelParameterVersion',
  access: 'write',
  input: sdkShape<UnlabelParameterVersionRequest>(UnlabelParameterVersionRequest$),
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(tx, input): Promise<UnlabelParameterVersionResult> {
    const parameter = await requireLocked(tx, input.Name ?? '')
    const version = await requireVersion(tx, parameter, input.ParameterVersion)
    const given = [...new Set(input.Labels)]
    const removed = await removeLabels(tx, parameter.key, { labels: given, version })
    if (removed.length > 0) await announce(tx, parameter.name, { operation: 'LabelParameterVersion', version })
    return { RemovedLabels: [...removed], InvalidLabels: given.filter((label) => !removed.includes(label)) }
  },
})
