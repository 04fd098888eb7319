/** Where a pasted id, ARN or `aws ssm` line leads. Undefined for anything else. */
export function destinationOf(text: string): { href: string; label: string } | undefined {
  const word = text.trim()
  const document = documentIn(word)
  if (document) return { href: `/documents/${encodeURIComponent(document)}/overview`, label: `Open document ${document}` }
  const parameter = parameterIn(word)
  if (parameter) return { href: `/parameters/detail?name=${encodeURIComponent(parameter)}`, label: `Open parameter ${parameter}` }
  const id = idInArn(word) ?? idInLine(word) ?? word
  if (/^(mi-[0-9a-f]{17}|i-[0-9a-f]{8,17})$/.test(id)) return { href: `/nodes/${id}`, label: `Open node ${id}` }
  if (/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id)) return { href: `/commands/${id}`, label: `Open command ${id}` }
  return undefined
}

function idInArn(text: string): string | undefined {
  return /^arn:[\w-]+:(?:ssm|ec2):[^:]*:\d*:(?:managed-instance|instance|command)\/([\w-]+)$/.exec(text)?.[1]
}

/** A document by its ARN, or the one that a line about documents names. A line that sends a command is no such line. */
function documentIn(text: string): string | undefined {
  const own = /^arn:[\w-]+:ssm:[^:]*:\d*:document\/([\w.-]+)$/.exec(text)
  if (own) return /^arn:[\w-]+:ssm:[^:]*:\d{12}:/.test(text) ? text : own[1]
  return /^aws\s+ssm\s+\S*-document\S*\s.*--name[\s=]+'?([\w.:/-]+)/.exec(text)?.[1]
}

/** A parameter by its ARN, or the one that a line about parameters names; a version or label is no part of its name. */
function parameterIn(text: string): string | undefined {
  const own = /^arn:[\w-]+:ssm:[^:]*:\d*:parameter(\/[\w./-]+)$/.exec(text)
  if (own) return own[1]
  return /^aws\s+ssm\s+\S*-parameter\S*\s.*--name[\s=]+'?([\w./-]+)/.exec(text)?.[1]
}

/** The one id that a command line names: `--command-id X`, `--instance-id(s) X`. */
function idInLine(text: string): string | undefined {
  return /^aws\s+ssm\s/.test(text) ? /--(?:command-id|instance-ids?)[\s=]+'?([\w-]+)/.exec(text)?.[1] : undefined
}
