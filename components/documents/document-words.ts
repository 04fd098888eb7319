/** Words and addresses that every screen of documents shares. */
export const builtinOwners: readonly string[] = ['Amazon', 'Quarterdeck']

export function documentHref(name: string, tab = 'overview'): string {
  return `/documents/${encodeURIComponent(name)}/${tab}`
}

/** Another account's document is named by its ARN; people read the name in it. */
export function shortName(name: string): string {
  return /^arn:[^:]*:ssm:[^:]*:\d*:document\/(.+)$/.exec(name)?.[1] ?? name
}

export function runHref(name: string): string {
  return `/commands/new?doc=${encodeURIComponent(name)}`
}

export function editHref(name: string): string {
  return documentHref(name, 'edit')
}

export function diffHref(name: string, from: string, to: string): string {
  return `${documentHref(name, 'diff')}?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`
}

export function ownerWord(owner: string | undefined, accountId: string | undefined, length: 'short' | 'long' = 'long'): string {
  if (owner === undefined) return ''
  if (owner === accountId) return 'This account'
  if (length === 'short') return builtinOwners.includes(owner) ? 'Built-in' : owner
  return builtinOwners.includes(owner) ? `Built-in (${owner})` : `Account ${owner}`
}

/** Commands run it; what else there is runs elsewhere, or does not run at all. */
export function notRunnable(type: string | undefined): string | undefined {
  return type === 'Command' ? undefined : `Run Command runs Command documents; this is of type ${type ?? 'unknown'}.`
}

/** The file that an export is called, such as `restart-web.yaml`. */
export function fileNameOf(name: string, format: string | undefined): string {
  const extension = format === 'YAML' ? 'yaml' : format === 'TEXT' ? 'ics' : 'json'
  return `${shortName(name)}.${extension}`
}
