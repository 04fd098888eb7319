import {
  LabelParameterVersionRequest$,
  type LabelParameterVersionRequest,
  type LabelParameterVersionResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { arnOf } from '../arn'
import { announce } from '../changes'
import { requireLocked } from '../find'
import { requireVersion } from '../labelling'
import { checkLabelCount, isValidLabel } from '../model/labels'
import { countLabels, putLabels } from '../store/labels'

export const labelParameterVersion = operation({
  name: 'LabelParameterVersion',
  access: 'write',
  input: sdkShape<LabelParameterVersionRequest>(LabelParameterVersionRequest$),
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(tx, input): Promise<LabelParameterVersionResult> {
    const parameter = await requireLocked(tx, input.Name ?? '')
    const version = await requireVersion(tx, parameter, input.ParameterVersion)
    const given = [...new Set(input.Labels)]
    const labels = given.filter(isValidLabel)
    await putLabels(tx, parameter.key, { labels, version })
    checkLabelCount(await countLabels(tx, parameter.key, version))
    if (labels.length > 0) await announce(tx, parameter.name, { operation: 'LabelParameterVersion', version })
    return { InvalidLabels: given.filter((label) => !isValidLabel(label)), ParameterVersion: version }
  },
})
