import { ApiError } from './api-error'
import { constraintProblems } from './parameter-constraints'
import type { ParameterDeclaration } from './parameter-declaration'
import { type Converted, convertTexts, converted, type ParameterValue, type ParameterValues, refused } from './parameter-value'

/**
 * The caller's values, one list of text each as SendCommand has them, with defaults filled in and typed as the agent wants them.
 * All problems are in one InvalidParameters; values are not, for they may be secret.
 */
export function resolveParameters(
  declarations: ReadonlyMap<string, ParameterDeclaration>,
  given: { readonly [name: string]: readonly string[] } = {},
): ParameterValues {
  const problems: string[] = []
  for (const name of Object.keys(given)) if (!declarations.has(name)) problems.push(unknownName(name, declarations))
  const values: { [name: string]: ParameterValue } = {}
  for (const [name, declaration] of declarations) {
    const value = resolveOne(declaration, Object.hasOwn(given, name) ? given[name] : undefined)
    if (value.kind === 'converted') values[name] = value.value
    else problems.push(`Parameter '${name}' ${value.problem}.`)
  }
  if (problems.length > 0) throw new ApiError('InvalidParameters', problems.slice(0, 10).join(' '))
  return values
}

function unknownName(name: string, declarations: ReadonlyMap<string, unknown>): string {
  const known = [...declarations.keys()].join(', ')
  return `Parameter '${name.slice(0, 64)}' is not in the document, which has ${known === '' ? 'no parameters' : `only ${known}`}.`
}

function resolveOne(declaration: ParameterDeclaration, given: readonly string[] | undefined): Converted {
  const result = given === undefined ? defaultOf(declaration) : convertTexts(declaration.type, given)
  if (result.kind === 'refused') return result
  const [problem] = constraintProblems(declaration, result.value)
  return problem === undefined ? result : refused(problem)
}

function defaultOf(declaration: ParameterDeclaration): Converted {
  return declaration.default === undefined ? refused('is required: it has no default') : converted(declaration.default)
}
