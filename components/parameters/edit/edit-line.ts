import { awsCli, type Endpoint } from '#queries/shell/copy-as'
import { putLine } from '../change/put-line'
import type { ChangeInput } from '../own-operations'
import { type ParameterDraft, sentValue } from './parameter-draft'

/** The same by the aws CLI, which always puts a value: a secret that stays is looked up, one that is new is in $VALUE. */
export function editLine(
  { ExpectedVersion: _version, FromVersion: _from, Type: _type, Value, ...input }: ChangeInput,
  { present, endpoint }: { present: ParameterDraft; endpoint: Endpoint },
): string {
  const put = { ...input, Overwrite: true }
  if (present.type !== 'SecureString') return putLine({ ...put, Value: Value ?? sentValue(present) }, endpoint)
  if (Value !== undefined) return putLine({ ...put, Value: '$VALUE' }, endpoint, 'shell')
  const asked = { service: 'ssm', operation: 'GetParameter', input: { Name: input.Name, WithDecryption: true } }
  const read = `${awsCli(asked, endpoint)} --query Parameter.Value --output text`
  return putLine({ ...put, Value: `$(${read})` }, endpoint, 'shell')
}
