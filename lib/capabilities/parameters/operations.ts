import { changeParameter } from './operations/change-parameter'
import { applyParameterChanges } from './operations/apply-parameter-changes'
import { checkParameterChanges } from './operations/check-parameter-changes'
import { checkParameterRevert } from './operations/check-parameter-revert'
import { compareParameters } from './operations/compare-parameters'
import { countParametersOfKeys } from './operations/count-parameters-of-keys'
import { deleteParameter } from './operations/delete-parameter'
import { deleteParameters } from './operations/delete-parameters'
import { deleteResourcePolicy } from './operations/delete-resource-policy'
import { describeParameters } from './operations/describe-parameters'
import { exportParameters } from './operations/export-parameters'
import { getParameter } from './operations/get-parameter'
import { getParameterChangeSet } from './operations/get-parameter-change-set'
import { getParameterHistory } from './operations/get-parameter-history'
import { getParameters } from './operations/get-parameters'
import { getParametersByPath } from './operations/get-parameters-by-path'
import { getResourcePolicies } from './operations/get-resource-policies'
import { labelParameterVersion } from './operations/label-parameter-version'
import { listBrokenParameterUses } from './operations/list-broken-parameter-uses'
import { listParameterPaths } from './operations/list-parameter-paths'
import { listParameterRows } from './operations/list-parameter-rows'
import { listParameterUses } from './operations/list-parameter-uses'
import { listParameterVersions } from './operations/list-parameter-versions'
import { listUnusedParameters } from './operations/list-unused-parameters'
import { putParameter } from './operations/put-parameter'
import { putResourcePolicy } from './operations/put-resource-policy'
import { revealParameter } from './operations/reveal-parameter'
import { listParameterChangeSets } from './operations/list-parameter-change-sets'
import { listParametersOfKey } from './operations/list-parameters-of-key'
import { revertParameterChangeSet } from './operations/revert-parameter-change-set'
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
  listBrokenParameterUses,
  listParameterPaths,
  listParameterRows,
  listParameterVersions,
  revealParameter,
  changeParameter,
  countParametersOfKeys,
  listParametersOfKey,
  compareParameters,
  exportParameters,
  applyParameterChanges,
  checkParameterChanges,
  checkParameterRevert,
  getParameterChangeSet,
  listParameterChangeSets,
  revertParameterChangeSet,
  listUnusedParameters,
] as const
