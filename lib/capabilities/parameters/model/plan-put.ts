import { ApiError } from '#lib/vocabulary/api-error'
import { compilePattern } from '#lib/vocabulary/parameter-pattern'
import { afterChange, type ParameterPolicy } from './policies'

export type ParameterType = 'String' | 'StringList' | 'SecureString'
export type Tier = 'Standard' | 'Advanced'
export type TierChoice = Tier | 'Intelligent-Tiering'

/** What stays from version to version. */
export interface Present {
  version: number
  type: ParameterType
  tier: Tier
  dataType: string
  keyId: string | null
  description: string | null
  allowedPattern: string | null
  policies: readonly ParameterPolicy[]
}

export interface Put {
  value: string
  type: ParameterType | undefined
  tier: TierChoice | undefined
  dataType: string | undefined
  keyId: string | undefined
  description: string | undefined
  allowedPattern: string | undefined
  policies: readonly ParameterPolicy[] | undefined
  overwrite: boolean
  hasTags: boolean
}

export interface Surroundings {
  now: Date
  defaultTier: TierChoice
  /** The alias of the key for SecureStrings that name none. */
  defaultKey: string
  isStandardFull: boolean
}

export type Planned = Present

/** The next version, or why there is none. */
export function planPut(present: Present | undefined, put: Put, around: Surroundings): Planned {
  if (present && !put.overwrite) {
    throw new ApiError(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    )
  }
  if (put.overwrite && put.hasTags) {
    throw invalid(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    )
  }
  const type = typeOf(present, put)
  const policies = put.policies ?? afterChange(present?.policies ?? [], around.now)
  const tier = tierOf(present, { put, policies, around })
  checkSize(put.value, tier)
  const allowedPattern = put.allowedPattern ?? present?.allowedPattern ?? null
  checkPattern(put.value, allowedPattern)
  const dataType = dataTypeOf(present, put, type)
  if (put.keyId !== undefined && type !== 'SecureString') throw invalid('KeyId is required for SecureString type parameter only.')
  return {
    version: (present?.version ?? 0) + 1,
    type,
    tier,
    dataType,
    keyId: type === 'SecureString' ? (put.keyId ?? present?.keyId ?? around.defaultKey) : null,
    description: put.description ?? present?.description ?? null,
    allowedPattern,
    policies,
  }
}

function typeOf(present: Present | undefined, { type, value }: Put): ParameterType {
  if (value === '') {
    throw invalid(
      "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1",
    )
  }
  if (/\{\{.*\}\}/s.test(value)) {
    throw invalid('Parameter value can\'t nest another parameter. Do not use "{{}}" in the value.')
  }
  if (!present && !type) throw invalid('A parameter type is required when you create a parameter.')
  if (present && type && present.type !== type) {
    throw new ApiError(
      'HierarchyTypeMismatchException',
      `Parameter Store does not support changing a parameter type in a hierarchy: this parameter is a ${present.type}. You must create a new, unique parameter.`,
    )
  }
  return type ?? present?.type ?? 'String'
}

export const mostBytes: Readonly<Record<Tier, number>> = { Standard: 4096, Advanced: 8192 }
const bytesOf = (value: string): number => new TextEncoder().encode(value).length

interface Tiering {
  put: Put
  policies: readonly ParameterPolicy[]
  around: Surroundings
}

function tierOf(present: Present | undefined, { put, policies, around }: Tiering): Tier {
  const wanted = put.tier ?? (present ? present.tier : around.defaultTier)
  if (present?.tier === 'Advanced') {
    if (put.tier !== 'Standard') return 'Advanced'
    throw invalid(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.",
    )
  }
  if (wanted === 'Intelligent-Tiering') {
    const isLarge = bytesOf(put.value) > mostBytes.Standard || policies.length > 0
    return isLarge || (!present && around.isStandardFull) ? 'Advanced' : 'Standard'
  }
  if (wanted === 'Standard' && policies.length > 0) {
    throw invalid('Parameter policies need the advanced-parameter tier: set Tier to Advanced or Intelligent-Tiering.')
  }
  return wanted
}

function checkSize(value: string, tier: Tier): void {
  const most = mostBytes[tier]
  if (bytesOf(value) <= most) return
  throw invalid(
    tier === 'Standard'
      ? `Standard tier parameters support a maximum parameter value of ${most} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.`
      : `Advanced tier parameters support a maximum parameter value of ${most} characters.`,
  )
}

function checkPattern(value: string, allowedPattern: string | null): void {
  if (allowedPattern === null || allowedPattern === '') return
  const compiled = compilePattern(allowedPattern)
  if (compiled.kind === 'refused') {
    throw new ApiError('InvalidAllowedPatternException', `The allowedPattern ${compiled.problem}.`)
  }
  if (compiled.pattern.test(value)) return
  throw new ApiError(
    'ParameterPatternMismatchException',
    `Parameter value, cannot be validated against allowedPattern: ${allowedPattern}`,
  )
}

const dataTypes: readonly string[] = ['text', 'aws:ec2:image', 'aws:ssm:integration']

function dataTypeOf(present: Present | undefined, { dataType, value }: Put, type: ParameterType): string {
  const wanted = dataType ?? present?.dataType ?? 'text'
  if (!dataTypes.includes(wanted)) {
    throw invalid(`The following data type is not supported: ${wanted} (Data type names are all lowercase.)`)
  }
  if (wanted === 'aws:ec2:image') {
    if (type !== 'String') throw invalid('The data type aws:ec2:image is for parameters of type String.')
    // The real service answers first and looks afterwards; here nothing but the form can be looked at.
    if (!/^ami-[0-9a-f]{8}([0-9a-f]{9})?$/.test(value))
      throw invalid('A value of data type aws:ec2:image is an id such as ami-12345678.')
  }
  return wanted
}

function invalid(message: string): ApiError {
  return new ApiError('ValidationException', message)
}
