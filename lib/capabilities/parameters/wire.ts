import type { Parameter as WireParameter, ParameterHistory, ParameterInlinePolicy, ParameterMetadata } from '@aws-sdk/client-ssm'
import type { Ctx } from '#lib/platform/context'
import { parameterArn } from '#lib/vocabulary/arn'
import type { ParameterPolicy } from './model/policies'
import { openValue } from './secure-string'
import type { Parameter, ParameterVersion, StoredValue } from './store/parameters'

interface Wanted {
  accountId: string
  decrypt: boolean
  selector?: string | undefined
}

export async function wireValue(ctx: Ctx, stored: StoredValue, { accountId, decrypt, selector }: Wanted): Promise<WireParameter> {
  return {
    Name: stored.name,
    Type: stored.type,
    Value: await valueOf(ctx, { ...stored, accountId }, decrypt),
    Version: stored.version,
    Selector: selector,
    LastModifiedDate: stored.changedAt,
    ARN: parameterArn({ region: ctx.config.region, accountId }, stored.name),
    DataType: stored.dataType,
  }
}

type WithValue = Pick<StoredValue, 'name' | 'value' | 'sealed' | 'sealingKeyId'> &
  Partial<Pick<StoredValue, 'sealingKeyState'>> & { accountId: string }

/** Without decryption a SecureString is its ciphertext, as `aws kms decrypt` takes it. */
async function valueOf(ctx: Ctx, { sealed, value, ...where }: WithValue, decrypt: boolean): Promise<string> {
  if (sealed === null) return value ?? ''
  return decrypt ? openValue(ctx, { ...where, sealed }) : Buffer.from(sealed).toString('base64')
}

export function wireMetadata(ctx: Ctx, parameter: Parameter): ParameterMetadata {
  return {
    Name: parameter.name,
    ARN: parameterArn({ region: ctx.config.region, accountId: parameter.accountId }, parameter.name),
    ...describedMembers(parameter),
  }
}

export async function wireVersion(
  ctx: Ctx,
  version: ParameterVersion,
  { name, labels, decrypt }: { name: string; labels: readonly string[]; decrypt: boolean },
): Promise<ParameterHistory> {
  return {
    Name: name,
    ...describedMembers(version),
    Value: await valueOf(ctx, { ...version, name }, decrypt),
    Labels: [...labels],
  }
}

export function describedMembers(row: Parameter | ParameterVersion) {
  return {
    Type: row.type,
    KeyId: row.keyId ?? undefined,
    LastModifiedDate: row.changedAt,
    LastModifiedUser: row.changedBy,
    Description: row.description ?? undefined,
    AllowedPattern: row.allowedPattern ?? undefined,
    Version: row.version,
    Tier: row.tier,
    Policies: row.policies.map(wirePolicy),
    DataType: row.dataType,
  }
}

function wirePolicy({ text, type, status }: ParameterPolicy): ParameterInlinePolicy {
  return { PolicyText: text, PolicyType: type, PolicyStatus: status }
}
