import * as ssm from '@aws-sdk/client-ssm'

/** The SDK's runtime schemas mark an operation by 9 in first place; its name is in third. */
const operationKind = 9

/** Names of all operations of the public Systems Manager model that the SDK carries, sorted. */
export function modelOperations(): readonly string[] {
  return [...names()].sort()
}

export function isModelOperation(name: string): boolean {
  return names().has(name)
}

let found: ReadonlySet<string> | undefined

function names(): ReadonlySet<string> {
  found ??= new Set(
    Object.values(ssm as Record<string, unknown>)
      .filter((value): value is unknown[] => Array.isArray(value) && value[0] === operationKind)
      .map((schema) => String(schema[2])),
  )
  return found
}
