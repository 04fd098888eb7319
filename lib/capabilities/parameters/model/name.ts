import { parameterArn, parseArn, type Place } from '#lib/vocabulary/arn'
import { ApiError } from '#lib/vocabulary/api-error'

/**
 * A name with its place in the hierarchy. `/a` and `a` are one parameter, as they have one ARN: the key leaves the first slash out.
 */
export interface ParameterName {
  /** As its creator wrote it. */
  name: string
  key: string
  /** Key of the path that holds it; empty at the top. */
  parent: string
}

export const mostLevels = 15
const longestArn = 1011

export const keyOf = (name: string): string => name.replace(/^\//, '')

/** Of a parameter that is about to be made. */
export function parseNewName(given: string, place: Place): ParameterName {
  const name = given.trim()
  checkPrefix(name)
  if (!/^\/?[a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)*$/.test(name)) throw refused(`${wrongWords} ${wrongParts}`)
  if (name.includes('/') && !name.startsWith('/'))
    throw refused('Parameter name must be a fully qualified name: begin it with a slash.')
  const levels = keyOf(name).split('/')
  if (levels.length > mostLevels) {
    throw new ApiError(
      'HierarchyLevelLimitExceededException',
      `A hierarchy can have a maximum of ${mostLevels} levels. ${name.slice(0, 200)} has ${levels.length}.`,
    )
  }
  if (parameterArn(place, name).length > longestArn) {
    throw refused(`Parameter name is too long: with the ARN before it, a name can have at most ${longestArn} characters.`)
  }
  return { name, key: keyOf(name), parent: levels.slice(0, -1).join('/') }
}

const wrongWords = 'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).'
const wrongParts =
  'If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_'

function checkPrefix(name: string): void {
  const [first = ''] = keyOf(name).toLowerCase().split('/')
  if (first.startsWith('aws') && keyOf(name).includes('/'))
    throw new ApiError('AccessDeniedException', `No access to reserved parameter name: ${name.slice(0, 200)}.`)
  if (first.startsWith('aws') || first.startsWith('ssm')) throw refused(wrongWords)
}

function refused(message: string): ApiError {
  return new ApiError('ValidationException', message)
}

/** A parameter as callers ask for it: by name or ARN, the newest version, one by number, or the one with a label. */
export interface Reference {
  /** As given, without the selector. */
  name: string
  key: string
  /** With its colon, as the answer repeats it. */
  selector: string | undefined
  version: number | undefined
  label: string | undefined
  /** Of an ARN that names another account. */
  accountId: string | undefined
}

const selectable = /^(.+?):([^:/]+)$/

/** `undefined` for what can be no parameter's name. */
export function parseReference(given: string): Reference | undefined {
  const text = given.trim()
  const isArn = text.startsWith('arn:')
  const rest = isArn ? text.replace(/^arn:[^/]*\//, '') : text
  const [, bare = rest, word] = selectable.exec(rest) ?? []
  const arn = isArn ? parseArn(text.slice(0, text.length - rest.length) + bare) : undefined
  if (isArn && arn?.kind !== 'parameter') return undefined
  const name = arn ? arn.name : bare
  if (!/^\/?[a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)*$/.test(name)) return undefined
  const isNumber = word !== undefined && /^\d{1,15}$/.test(word)
  return {
    name,
    key: keyOf(name),
    selector: word === undefined ? undefined : `:${word}`,
    version: isNumber ? Number(word) : undefined,
    label: word === undefined || isNumber ? undefined : word,
    accountId: arn?.accountId || undefined,
  }
}

/** `/` is the root, which holds everything. */
export function parsePath(given: string): string {
  const path = given.trim().replace(/(?<=.)\/$/, '')
  const levels = path === '/' ? 0 : path.split('/').length - 1
  if (/^\/([a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)*)?$/.test(path) && levels <= mostLevels) return keyOf(path)
  throw refused(
    'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
  )
}

export const uuidPattern = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/
