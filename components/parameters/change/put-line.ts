import { quote } from '#lib/vocabulary/shell-quote'
import { awsCli, type Endpoint } from '#queries/shell/copy-as'

export interface PutInput {
  Name: string
  Value: string
  Type?: string | undefined
  Overwrite?: boolean | undefined
  [member: string]: unknown
}

/** The line that puts the same; with `shell` the value is something that the shell is to look up, in double quotes. */
export function putLine(input: PutInput, endpoint: Endpoint, value: 'text' | 'shell' = 'text'): string {
  if (value === 'text') return awsCli({ service: 'ssm', operation: 'PutParameter', input }, endpoint)
  const place = 'QUARTERDECK_VALUE'
  const line = awsCli({ service: 'ssm', operation: 'PutParameter', input: { ...input, Value: place } }, endpoint)
  return line.replace(quote(place), `"${input.Value}"`)
}
