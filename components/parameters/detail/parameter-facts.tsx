import { Badge } from '#components/ui/badge'
import type { Fact } from '#components/ui/facts'
import { Link } from '#components/ui/link'
import { RelativeTime } from '#components/ui/relative-time'
import { numberText } from '#queries/ui/number-text'
import type { ParameterRow } from '../own-operations'
import { parameterHref } from '../parameter-words'

export function parameterFacts(row: ParameterRow): readonly Fact[] {
  const { Name = '', Labels, KeyId, AllowedPattern, UseCount, HasMoreUses } = row
  const uses = `${numberText(UseCount)}${HasMoreUses ? '+' : ''}`
  return [
    { label: 'Name', value: <span className="break-all">{Name}</span>, copy: Name },
    { label: 'ARN', value: <span className="break-all">{row.ARN}</span>, copy: row.ARN },
    { label: 'Description', value: row.Description || undefined },
    { label: 'Type', value: row.Type },
    { label: 'Tier', value: row.Tier },
    { label: 'Data type', value: row.DataType },
    ...(row.Type === 'SecureString' ? [{ label: 'Key', value: KeyId, copy: KeyId }] : []),
    { label: 'Version', value: numberText(row.Version ?? 0) },
    {
      label: 'Labels',
      value:
        Labels.length === 0 ? undefined : (
          <span className="flex flex-wrap gap-1">
            {Labels.map(({ Label, Version }) => (
              <Badge key={Label}>
                {Label} v{Version}
              </Badge>
            ))}
          </span>
        ),
    },
    { label: 'Allowed pattern', value: AllowedPattern ? <code className="break-all">{AllowedPattern}</code> : undefined },
    { label: 'Modified', value: <RelativeTime at={row.LastModifiedDate} /> },
    { label: 'By', value: row.LastModifiedUser },
    {
      label: 'Used by',
      value: (
        <Link href={parameterHref(Name, { tab: 'references' })} className="text-accent hover:underline">
          {UseCount === 0 ? 'nothing in 90 days' : `${uses} in 90 days`}
        </Link>
      ),
    },
  ]
}
