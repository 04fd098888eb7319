import { ApiError } from '#lib/vocabulary/api-error'
import { parseJson } from '#lib/wire/aws-json'

/** What the policy of one parameter allows other accounts: reading it, by its ARN. */
export interface ResourcePolicy {
  accounts: readonly string[]
  actions: readonly string[]
}

const sharable: readonly string[] = [
  'ssm:GetParameter',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
  'ssm:GetParameterHistory',
  'ssm:DescribeParameters',
]
const most = 4096

/** Statements that allow; others have no meaning here, and are refused instead of being ignored. */
export function parseResourcePolicy(text: string, arn: string): ResourcePolicy {
  if (text.length > most) throw malformed(`it has ${text.length} characters; at most ${most} are allowed`)
  const json = parseJson(text)
  const statements = json.kind === 'parsed' ? listOf((json.value as { Statement?: unknown } | null)?.Statement) : []
  if (statements.length === 0) throw malformed('it must be a JSON object with Version and Statement')
  const parsed = statements.map((statement) => parseStatement(statement, arn))
  return {
    accounts: [...new Set(parsed.flatMap(({ accounts }) => accounts))],
    actions: [...new Set(parsed.flatMap(({ actions }) => actions))],
  }
}

function parseStatement(statement: unknown, arn: string): ResourcePolicy {
  const { Effect, Principal, Action, Resource, Condition } = (statement ?? {}) as { readonly [member: string]: unknown }
  if (Effect !== 'Allow' || Condition !== undefined) throw malformed('each statement must have Effect Allow and no Condition')
  if (listOf(Resource).some((resource) => resource !== arn)) throw malformed(`Resource must be ${arn}`)
  const accounts = listOf((Principal as { AWS?: unknown } | undefined)?.AWS).map(accountOf)
  const actions = listOf(Action).map(String)
  const other = actions.find((action) => !sharable.includes(action))
  if (other !== undefined) throw malformed(`${other} cannot be shared; ${sharable.join(', ')} can`)
  if (accounts.length === 0 || actions.length === 0) throw malformed('each statement must have Principal.AWS and Action')
  return { accounts, actions }
}

function accountOf(principal: unknown): string {
  const [, account] = /^(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::root)?$/.exec(String(principal)) ?? []
  if (account) return account
  throw malformed('Principal.AWS must be accounts: twelve digits, or arn:aws:iam::ACCOUNT:root')
}

const listOf = (value: unknown): readonly unknown[] => (value === undefined || value === null ? [] : [value].flat())

function malformed(problem: string): ApiError {
  return new ApiError('MalformedResourcePolicyDocumentException', `The policy is not valid: ${problem}.`)
}
