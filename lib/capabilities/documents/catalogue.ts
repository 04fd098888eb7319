import { createHash } from 'node:crypto'
import { printYamlValue } from '#lib/vocabulary/document-tree/print-yaml'
import type { Config } from '#lib/platform/config'
import { ApiError } from '#lib/vocabulary/api-error'
import { parseArn } from '#lib/vocabulary/arn'
import { diagnostics } from './builtin/diagnostics'
import { runPowerShellScript } from './builtin/run-powershell-script'
import { runShellScript } from './builtin/run-shell-script'
import { type BuiltinDocument, builtinVersion } from './model/builtin'

type Installation = Pick<Config, 'url' | 'accountId'>

/** Every document there is, by name. They are served from code: nothing to seed, nothing to migrate when their text improves. */
export function listBuiltins(installation: Installation): readonly BuiltinDocument[] {
  return [runPowerShellScript, runShellScript, diagnostics(installation.url)]
}

export function requireBuiltin(installation: Installation, accountId: string, nameOrArn: string): BuiltinDocument {
  const name = nameOf(nameOrArn, accountId)
  const document = listBuiltins(installation).find((builtin) => builtin.name === name)
  if (!document) throw new ApiError('InvalidDocument', `Document with name ${nameOrArn} does not exist.`)
  return document
}

/** The ARN of a document of this account, or of a public one, which has no account. */
function nameOf(nameOrArn: string, accountId: string): string | undefined {
  if (!nameOrArn.startsWith('arn:')) return nameOrArn
  const arn = parseArn(nameOrArn)
  return arn?.kind === 'document' && (arn.accountId === '' || arn.accountId === accountId) ? arn.name : undefined
}

export interface VersionSelector {
  version?: string | undefined
  versionName?: string | undefined
}

export function requireBuiltinVersion(document: BuiltinDocument, { version, versionName }: VersionSelector): string {
  const isKnown = version === undefined || version === '$LATEST' || version === '$DEFAULT' || version === builtinVersion
  if (isKnown && versionName === undefined) return builtinVersion
  const asked = versionName ?? version
  throw new ApiError(
    'InvalidDocumentVersion',
    `Document ${document.name} has no version ${asked}; its only version is ${builtinVersion}.`,
  )
}

export function textOf(document: BuiltinDocument, format: 'JSON' | 'YAML'): string {
  return format === 'YAML' ? printYamlValue(document.content) : JSON.stringify(document.content, null, 2)
}

/** As AWS: of the text, in hexadecimal. */
export function hashOf(document: BuiltinDocument, type: 'Sha256' | 'Sha1' = 'Sha256'): string {
  return createHash(type.toLowerCase()).update(textOf(document, 'JSON')).digest('hex')
}
