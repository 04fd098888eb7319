import type { Precondition } from '#agent/documents/document-step'
import type { PlatformType } from '#agent/plugins/plugin'

export type PreconditionOutcome = { kind: 'met' } | { kind: 'unmet'; why: string } | { kind: 'unusable'; why: string }

const met: PreconditionOutcome = { kind: 'met' }

/** Only StringEquals exists, with two operands: the word platformType and a platform, or anything with a parameter in it. */
export function evaluatePreconditions(preconditions: readonly Precondition[], platform: PlatformType): PreconditionOutcome {
  const outcomes = preconditions.map((precondition) => evaluate(precondition, platform))
  return outcomes.find(({ kind }) => kind === 'unmet') ?? outcomes.find(({ kind }) => kind === 'unusable') ?? met
}

function evaluate({ operator, operands }: Precondition, platform: PlatformType): PreconditionOutcome {
  if (operator !== 'StringEquals') return { kind: 'unusable', why: `unrecognized operator "${operator}"` }
  const [left, right] = operands
  if (!left || !right || operands.length !== 2) return { kind: 'unusable', why: 'StringEquals takes exactly 2 operands' }
  if (left.written === right.written) return { kind: 'unusable', why: 'the operands of StringEquals are identical' }
  if (/\{\{\s*ssm/.test(left.written + right.written))
    return { kind: 'unusable', why: 'operands cannot refer to Parameter Store' }
  const wanted = left.written === 'platformType' ? right : right.written === 'platformType' ? left : undefined
  if (wanted) return evaluatePlatform(wanted, platform)
  if (left.written === left.resolved && right.written === right.resolved) {
    return { kind: 'unusable', why: 'at least one operand of StringEquals must contain a document parameter' }
  }
  return left.resolved === right.resolved ? met : { kind: 'unmet', why: `StringEquals: [${left.written}, ${right.written}]` }
}

function evaluatePlatform(wanted: { written: string; resolved: string }, platform: PlatformType): PreconditionOutcome {
  if (wanted.written !== wanted.resolved) return { kind: 'unusable', why: 'a platformType cannot be a document parameter' }
  if (wanted.written.toLowerCase() === platform.toLowerCase()) return met
  return { kind: 'unmet', why: `StringEquals: [platformType, ${wanted.written}]` }
}
