'use client'
import { Plus, X } from 'lucide-react'
import { Button } from '#components/ui/button'
import { IconButton } from '#components/ui/icon-button'
import { Select } from '#components/ui/select'
import { TextField } from '#components/ui/text-field'
import { type PolicyDraft, policyProblem, policyTypes } from '../policy-words'

export interface PoliciesFieldProps {
  policies: readonly PolicyDraft[]
  onChange: (policies: readonly PolicyDraft[]) => void
  problem: string | undefined
}

const units = [
  { value: 'Days', label: 'days' },
  { value: 'Hours', label: 'hours' },
]

export function PoliciesField({ policies, onChange, problem }: PoliciesFieldProps) {
  const change = (at: number, next: Partial<PolicyDraft>) =>
    onChange(policies.map((policy, index) => (index === at ? { ...policy, ...next } : policy)))
  const isExpiring = policies.some(({ type }) => type === 'Expiration')
  const add = () =>
    onChange([...policies, { type: isExpiring ? 'ExpirationNotification' : 'Expiration', at: '', count: '15', unit: 'Days' }])
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-body font-medium">Policies</legend>
      {policies.map((policy, at) => {
        const error = policyProblem(policy, policies)
        const nth = `policy ${at + 1}`
        return (
          // The place is the identity: rows are only added at the end and removed by their own button.
          <div key={at} className="flex flex-wrap items-start gap-2">
            <Select
              label={`What ${nth} does`}
              hideLabel
              size="sm"
              value={policy.type}
              onChange={(type) => change(at, { type: policyTypes.find(({ value }) => value === type)?.value ?? policy.type })}
              options={policyTypes}
              className="w-56"
            />
            {policy.type === 'Expiration' ? (
              <TextField
                label={`Time of ${nth}`}
                hideLabel
                size="sm"
                placeholder="2030-01-31T08:00:00Z"
                value={policy.at}
                onChange={(next) => change(at, { at: next.trim() })}
                error={error}
                fieldClassName="min-w-48 flex-1"
              />
            ) : (
              <>
                <TextField
                  label={`Number of ${nth}`}
                  hideLabel
                  size="sm"
                  inputMode="numeric"
                  value={policy.count}
                  onChange={(next) => change(at, { count: next.trim() })}
                  error={error}
                  fieldClassName="w-28"
                />
                <Select
                  label={`Unit of ${nth}`}
                  hideLabel
                  size="sm"
                  value={policy.unit}
                  onChange={(unit) => change(at, { unit: unit === 'Hours' ? 'Hours' : 'Days' })}
                  options={units}
                  className="w-24"
                />
              </>
            )}
            <IconButton
              label={`Remove ${nth}`}
              icon={<X aria-hidden size={14} strokeWidth={1.75} />}
              onClick={() => onChange(policies.filter((_policy, index) => index !== at))}
            />
          </div>
        )
      })}
      {problem ? <p className="text-meta text-bad">{problem}</p> : null}
      <Button
        variant="ghost"
        className="self-start"
        icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}
        disabledReason={policies.length >= 10 ? 'A parameter has at most 10 policies.' : undefined}
        onClick={add}
      >
        Add policy
      </Button>
    </fieldset>
  )
}
