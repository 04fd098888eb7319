import { ApiError } from '#lib/vocabulary/api-error'

/** How a caller names a key: its id or ARN, or an alias or its ARN. */
export type KeyIdentifier = { kind: 'key'; keyId: string } | { kind: 'alias'; alias: string }

const keyId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const aliasName = /^alias\/[a-zA-Z0-9/_-]+$/
const arn = /^arn:aws[a-z-]*:kms:([a-zA-Z0-9-]*):(\d{12}):(.+)$/

/** The alias of the key that seals parameters when their caller names none. */
export const parameterAlias = 'alias/aws/ssm'

export function parseKeyIdentifier(given: string, accountId: string): KeyIdentifier {
  const [, , owner, resource] = arn.exec(given) ?? []
  if (given.startsWith('arn:') && resource === undefined) throw new ApiError('InvalidArnException', `Invalid arn ${shown(given)}`)
  if (owner !== undefined && owner !== accountId) {
    throw new ApiError(
      'NotFoundException',
      `Key '${shown(given)}' does not exist: it names an account of which this is not the key.`,
    )
  }
  const name = resource?.replace(/^key\//, '') ?? given
  if (keyId.test(name) && (resource === undefined || resource.startsWith('key/'))) return { kind: 'key', keyId: name }
  if (aliasName.test(name)) return { kind: 'alias', alias: name }
  throw new ApiError('NotFoundException', `Invalid keyId '${shown(given)}': give the id or ARN of a key, or alias/name.`)
}

/** For a new or changed alias of a caller's own. */
export function checkAliasName(alias: string): void {
  if (!alias.startsWith('alias/') || alias === 'alias/') {
    throw new ApiError(
      'ValidationException',
      `Invalid identifier: an alias begins with alias/, such as alias/${shown(alias) || 'name'}.`,
    )
  }
  if (!aliasName.test(alias)) {
    throw new ApiError(
      'InvalidAliasNameException',
      `${shown(alias)} contains invalid characters for an alias: use letters, digits, / _ and -.`,
    )
  }
  if (alias.startsWith('alias/aws/')) {
    throw new ApiError(
      'NotAuthorizedException',
      'Aliases that begin with alias/aws/ are those of Quarterdeck itself: choose another name.',
    )
  }
}

const shown = (text: string): string => text.slice(0, 200)
