'use client'
import { Eye, EyeOff } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { useKeys } from '#components/ui/key-provider'
import { TextField } from '#components/ui/text-field'
import { readSeconds, subscribeToSeconds } from '#queries/ui/ticker'
import type { Reveal } from './use-reveal'

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Asks for the reason and shows the secret; afterwards says how long, and offers more time. */
export function RevealBar({ reveal, label = 'Reveal 30 s' }: { reveal: Reveal; label?: string }) {
  const [reason, setReason] = useState('')
  const isShown = reveal.values !== undefined
  const press = () => (isShown ? reveal.hide() : reveal.show(reason))
  useKeys([{ key: 'v', label: 'Reveal or hide the secret', group: 'Parameter', run: press }])
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        {isShown ? (
          <>
            <Button icon={<EyeOff {...icon} />} keyHint="v" onClick={reveal.hide}>
              Hide
            </Button>
            <Button onClick={reveal.prolong}>30 s more</Button>
            <Remaining until={reveal.until ?? 0} />
          </>
        ) : (
          <>
            <TextField
              label="Reason"
              size="sm"
              placeholder="kept in the audit trail"
              value={reason}
              onChange={setReason}
              maxLength={500}
              autoComplete="off"
              disabled={reveal.blocked !== undefined}
              onKeyDown={(event) => (event.key === 'Enter' ? reveal.show(reason) : undefined)}
              fieldClassName="w-56"
            />
            <Button icon={<Eye {...icon} />} keyHint="v" busy={reveal.busy} disabledReason={reveal.blocked} onClick={press}>
              {label}
            </Button>
          </>
        )}
      </div>
      {reveal.failure ? <ErrorState compact failure={reveal.failure} title="The value cannot be shown" /> : null}
    </div>
  )
}

function Remaining({ until }: { until: number }) {
  const now = useSyncExternalStore(subscribeToSeconds, readSeconds, () => 0)
  return (
    <span className="tabular flex h-7 items-center text-meta text-text-3">
      hides in {Math.max(0, Math.ceil(until / 1000 - now))} s
    </span>
  )
}
