'use client'
import { Badge } from '#components/ui/badge'
import { ButtonLink } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { JsonView } from '#components/ui/json-view'
import type { ParameterRow } from '../own-operations'
import { editHref } from '../parameter-words'
import { policySentence, readPolicy } from '../policy-words'
import { readJson } from '../value-text'

export interface PoliciesTabProps {
  row: ParameterRow
  blocked: string | undefined
}

/** When it expires, and when an event says so. */
export function PoliciesTab({ row, blocked }: PoliciesTabProps) {
  const { Name = '', Policies = [] } = row
  const edit = (
    <ButtonLink href={editHref(Name)} disabledReason={blocked} className="self-start">
      {Policies.length === 0 ? 'Add policies' : 'Edit policies'}
    </ButtonLink>
  )
  if (Policies.length === 0)
    return (
      <EmptyState
        kind="first-use"
        title="No policies"
        text="Policies of the advanced tier delete a parameter at a time, or tell that it will expire or has not changed for long."
        action={edit}
      />
    )
  return (
    <div className="flex max-w-[55rem] flex-col gap-3">
      <ul aria-label="Policies" className="flex flex-col gap-3">
        {Policies.map(({ PolicyText = '', PolicyType, PolicyStatus }) => {
          const policy = readPolicy(PolicyText)
          return (
            <li key={PolicyText} className="flex flex-col gap-2 rounded-card border border-line bg-surface p-3 text-body">
              <span className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{policy ? policySentence(policy) : PolicyType}</span>
                <Badge tone={PolicyStatus === 'Finished' ? 'ok' : 'wait'}>{PolicyStatus}</Badge>
              </span>
              <JsonView value={readJson(PolicyText)} label="policy" openTo={0} />
            </li>
          )
        })}
      </ul>
      {edit}
    </div>
  )
}
