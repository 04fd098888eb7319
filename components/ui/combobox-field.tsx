'use client'
import { Combobox as Base } from '@base-ui/react/combobox'
import { clsx } from 'clsx'
import { Check, ChevronsUpDown, X } from 'lucide-react'
import { useId, useMemo } from 'react'
import type { ComboboxProps } from './combobox'
import { controlClass, describedBy, Field } from './field'
import type { Option } from './option'
import { itemClass, popupClass } from './popup-class'

export function ComboboxField(props: ComboboxProps) {
  const { label, value, onChange, options, onSearch, loading, hideLabel, placeholder, help, error, required, size = 'md' } = props
  const id = useId()
  const chosenLabel = options.find((option) => option.value === value)?.label ?? value ?? ''
  // The same object for as long as it says the same: another one would put its label in the place of what is being typed.
  const chosen = useMemo(() => (value ? { value, label: chosenLabel } : null), [value, chosenLabel])
  return (
    <Field id={id} label={label} hideLabel={hideLabel} help={help} error={error} required={required}>
      <Base.Root
        items={[...options]}
        value={chosen}
        disabled={props.disabled ?? false}
        isItemEqualToValue={(a: Option, b: Option) => a.value === b.value}
        onValueChange={(next: Option | null) => onChange(next?.value)}
        onInputValueChange={(text) => onSearch?.(text)}
        {...(onSearch ? { filter: null } : {})}
      >
        <Base.InputGroup className="relative">
          <Base.Input
            id={id}
            placeholder={placeholder}
            aria-invalid={error ? true : undefined}
            aria-describedby={describedBy(id, help, error)}
            className={clsx(controlClass, 'pr-14', size === 'sm' ? 'h-7 text-body' : 'h-8 text-form')}
          />
          <span className="absolute inset-y-0 right-1 flex items-center text-text-3">
            <Base.Clear aria-label="Clear" className="flex size-6 items-center justify-center rounded-control hover:bg-raised">
              <X aria-hidden size={14} strokeWidth={1.75} />
            </Base.Clear>
            <Base.Trigger
              aria-label="Show choices"
              className="flex size-6 items-center justify-center rounded-control hover:bg-raised"
            >
              <ChevronsUpDown aria-hidden size={14} strokeWidth={1.75} />
            </Base.Trigger>
          </span>
        </Base.InputGroup>
        <Base.Portal>
          <Base.Positioner sideOffset={4} className="z-50">
            <Base.Popup className={popupClass}>
              <Base.Empty className="px-2 py-1 text-text-3 empty:hidden">{loading ? 'Searching' : 'Nothing matches'}</Base.Empty>
              <Base.List>{(option: Option) => <ComboboxItem key={option.value} option={option} />}</Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  )
}

function ComboboxItem({ option }: { option: Option }) {
  return (
    <Base.Item value={option} className={itemClass}>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate">{option.label}</span>
        {option.hint ? <span className="truncate text-meta text-text-3">{option.hint}</span> : null}
      </span>
      <Base.ItemIndicator>
        <Check aria-hidden size={14} strokeWidth={2} className="text-accent" />
      </Base.ItemIndicator>
    </Base.Item>
  )
}
