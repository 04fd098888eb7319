import { deleteParameter } from './operations/delete-parameter'
import { deleteParameters } from './operations/delete-parameters'
import { deleteResourcePolicy } from './operations/delete-resource-policy'
import { describeParameters } from './operations/describe-parameters'
import { getParameter } from './operations/get-parameter'
import { getParameterHistory } from './operations/get-parameter-history'
import { getParameters } from './operations/get-parameters'
import { getParametersByPath } from './operations/get-parameters-by-path'
import { getResourcePolicies } from './operations/get-resource-policies'
import { labelParameterVersion } from './operations/label-parameter-version'
import { listParameterUses } from './operations/list-parameter-uses'
import { listUnusedParameters } from './operations/list-unused-parameters'
import { putParameter } from './operations/put-parameter'
import { putResourcePolicy } from './operations/put-resource-policy'
import { unlabelParameterVersion } from './operations/unlabel-parameter-version'

export const parameterOperations = [
  putParameter,
  getParameter,
  getParameters,
  getParametersByPath,
  getParameterHistory,
  describeParameters,
  deleteParameter,
  deleteParameters,
  labelParameterVersion,
  unlabelParameterVersion,
  getResourcePolicies,
  putResourcePolicy,
  deleteResourcePolicy,
  listParameterUses,
  listUnusedParameters,
] as const
