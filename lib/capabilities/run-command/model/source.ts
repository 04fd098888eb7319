interface Asker {
  kind: string
  userAgent: string
  accessKeyId?: string
}

/**
 * What a command came from, as it is kept: `console`, `api:TOOL` for calls signed with an access key, else who calls for people, such
 * as `system`. `user` is kept of commands that were sent before this was told apart.
 */
export function sourceOf(caller: Asker): string {
  if (caller.kind !== 'user') return caller.kind
  return caller.accessKeyId === undefined ? 'console' : `api:${toolOf(caller.userAgent)}`
}

/** Whose name stands for the tool, although a library under it may come first. */
const outer = /\b(?:Terraform|OpenTofu|ansible|Pulumi)\/[\w.+-]{1,40}/i
const product = /^[\w.-]{1,40}\/[\w.+-]{1,40}/

/** "aws-cli/2.17.0" out of a user agent that goes on for lines; empty when it names no product. */
function toolOf(userAgent: string): string {
  return (outer.exec(userAgent) ?? product.exec(userAgent))?.[0] ?? ''
}

const words: Readonly<Record<string, string>> = { console: 'Console', user: 'User', system: 'Server' }

export function sourceText(source: string): string {
  if (source.startsWith('api:')) return source.slice(4).replace('/', ' ') || 'API'
  return words[source] ?? source
}
