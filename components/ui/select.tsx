'use client'
import { Select as Base } from '@base-ui/react/select'
import { clsx } from 'clsx'
import { Check, ChevronsUpDown } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { controlClass, describedBy, Field } from './field'

export interface Option {
  value: string
  label: string
  hint?: string | undefined
}

export interface SelectProps {
  label: ReactNode
  value: string | undefined
  onChange: (value: string) => void
  options: readonly Option[]
  hideLabel?: boolean | undefined
  placeholder?: string | undefined
  help?: ReactNode
  error?: string | undefined
  disabled?: boolean | undefined
  required?: boolean | undefined
  size?: 'sm' | 'md' | undefined
  className?: string | undefined
}

export function Select({
  label,
  value,
  onChange,
  options,
  hideLabel,
  placeholder,
  help,
  error,
  disabled,
  required,
  size = 'md',
  className,
}: SelectProps) {
  const id = useId()
  return (
    <Field id={id} label={label} hideLabel={hideLabel} help={help} error={error} required={required} className={className}>
      <Base.Root
        items={[...options]}
        value={value ?? null}
        disabled={disabled ?? false}
        onValueChange={(next: string | null) => next !== null && onChange(next)}
      >
        <Base.Trigger
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, help, error)}
          className={clsx(
            controlClass,
            'flex items-center justify-between gap-2 text-left',
            size === 'sm' ? 'h-7 text-body' : 'h-8 text-form',
          )}
        >
          <Base.Value placeholder={placeholder ?? 'Choose'} className="truncate data-placeholder:text-text-3" />
          <ChevronsUpDown aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-text-3" />
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
            <Base.Popup className={popupClass}>
              <Base.List>
                {options.map((option) => (
                  <Base.Item key={option.value} value={option.value} className={itemClass}>
                    <span className="flex min-w-0 flex-1 flex-col">
                      <Base.ItemText className="truncate">{option.label}</Base.ItemText>
                      {option.hint ? <span className="truncate text-meta text-text-3">{option.hint}</span> : null}
                    </span>
                    <Base.ItemIndicator>
                      <Check aria-hidden size={14} strokeWidth={2} className="text-accent" />
                    </Base.ItemIndicator>
                  </Base.Item>
                ))}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  )
}

export const popupClass =
  'max-h-[min(24rem,var(--available-height))] min-w-[max(10rem,var(--anchor-width))] max-w-[min(32rem,var(--available-width))] overflow-y-auto rounded-card border border-line bg-surface p-1 text-body text-text shadow-overlay outline-none'
export const itemClass =
  'flex min-h-7 cursor-default items-center gap-2 rounded-control px-2 py-1 outline-none select-none data-disabled:text-text-3 data-highlighted:bg-raised'
