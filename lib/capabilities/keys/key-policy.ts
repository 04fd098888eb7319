import { ApiError } from '#lib/vocabulary/api-error'

const onlyName = 'default'
const longestPolicy = 32_768

export function checkPolicyName(name = onlyName): string {
  if (name === onlyName) return name
  throw new ApiError('NotFoundException', `No such policy exists: the only name of a key policy is ${onlyName}.`)
}

/** What the real service gives a key that was made without one. */
export function defaultPolicy(accountId: string): string {
  const statement = {
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  }
  return JSON.stringify({ Version: '2012-10-17', Id: 'key-default-1', Statement: [statement] }, undefined, 2)
}

export function checkPolicy(text: string): void {
  if (text.length > longestPolicy)
    throw new ApiError('LimitExceededException', `A key policy can have at most ${longestPolicy} characters.`)
  const { Statement } = parsed(text) as { Statement?: unknown }
  const statements = [Statement ?? []].flat()
  if (statements.length === 0) throw malformed('it has no Statement')
  const wrong = statements.find((statement) => !['Allow', 'Deny'].includes(String(Object(statement).Effect)))
  if (wrong !== undefined) throw malformed('the Effect of a statement is neither Allow nor Deny')
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    throw malformed('it is not JSON')
  }
  throw malformed('it is no JSON object')
}

function malformed(problem: string): ApiError {
  return new ApiError('MalformedPolicyDocumentException', `The key policy is not valid: ${problem}.`)
}
