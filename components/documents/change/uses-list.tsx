'use client'
import Link from 'next/link'
import type { DocumentUses } from '../own-operations'
import { usesText } from './impact'

const shown = 5

/** Who uses the document, a few by name. */
export function UsesList({ uses }: { uses: DocumentUses }) {
  const { Uses, RequiredBy } = uses
  if (Uses.length + RequiredBy.length === 0) return <p className="text-text-2">Nothing uses it now.</p>
  return (
    <div className="flex flex-col gap-1">
      <p>{usesText(uses)}</p>
      <ul aria-label="Used by" className="flex flex-col text-meta text-text-2">
        {Uses.slice(0, shown).map(({ Kind, Id, DocumentVersion }) => (
          <li key={`${Kind} ${Id}`} className="break-all">
            {Kind === 'command' ? (
              <Link href={`/commands/${Id}`} className="font-mono text-accent hover:underline">
                {Id}
              </Link>
            ) : (
              <span className="font-mono">{Id}</span>
            )}{' '}
            at version {DocumentVersion}
          </li>
        ))}
        {Uses.length > shown ? <li>and {Uses.length - shown} more</li> : null}
      </ul>
    </div>
  )
}
