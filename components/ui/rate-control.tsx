'use client'
import { Gauge } from 'lucide-react'
import { Button } from './button'
import { type Rate, ratePresets, rateProblem, rateSentence } from './rate'
import { TextField } from './text-field'

export interface RateControlProps {
  value: Rate
  onChange: (rate: Rate) => void
  /** Nodes that match now, for the sentence. */
  total: number
}

export function RateControl({ value, onChange, total }: RateControlProps) {
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-4">
        <TextField
          label="Concurrency"
          value={value.concurrency}
          onChange={(concurrency) => onChange({ ...value, concurrency })}
          error={rateProblem('concurrency', value.concurrency)}
          help="Nodes at a time: a number or %"
          inputMode="numeric"
          required
          fieldClassName="w-56"
        />
        <TextField
          label="Error threshold"
          value={value.errors}
          onChange={(errors) => onChange({ ...value, errors })}
          error={rateProblem('errors', value.errors)}
          help="Failures allowed: a number or %"
          inputMode="numeric"
          required
          fieldClassName="w-56"
        />
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-body font-medium">Presets</legend>
          <div className="flex flex-wrap gap-1.5">
            {ratePresets.map((preset) => (
              <Button
                key={preset.id}
                size="md"
                aria-pressed={same(preset.rate, value)}
                onClick={() => onChange(preset.rate)}
                className="aria-pressed:border-accent aria-pressed:bg-accent-soft"
              >
                {preset.label}
              </Button>
            ))}
          </div>
        </fieldset>
      </div>
      <p className="flex items-start gap-2 text-body text-text-2" aria-live="polite">
        <Gauge aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-text-3" />
        {rateSentence(value, total)}
      </p>
    </div>
  )
}

function same(a: Rate, b: Rate): boolean {
  return a.concurrency === b.concurrency && a.errors === b.errors
}
