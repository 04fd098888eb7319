'use client'
import { useId } from 'react'
import { Select } from '#components/ui/select'
import { TextField } from '#components/ui/text-field'
import { choiceOperators } from '#lib/capabilities/documents/model/language/description/choices'

export interface Condition {
  variable: string
  operator: string
  operand: string
}

export const emptyCondition: Condition = { variable: '', operator: 'StringEquals', operand: '' }

const operators = Object.entries(choiceOperators).map(([value, words]) => ({
  value,
  label: value === 'BooleanEquals' ? 'is true or false' : words,
}))

/** In the type that the operator compares with; a reference stays what it is. */
export function operandOf({ operator, operand }: Condition): unknown {
  if (operator.startsWith('Numeric') && /^-?\d+(\.\d+)?$/.test(operand)) return Number(operand)
  return operator === 'BooleanEquals' && /^(true|false)$/i.test(operand) ? operand.toLowerCase() === 'true' : operand
}

export interface ConditionFieldsProps {
  value: Condition
  onChange: (value: Condition) => void
  /** What may be compared, as it is written. */
  references: readonly string[]
  disabled?: boolean
  onBlur?: () => void
}

/** One comparison: what, how, with what. */
export function ConditionFields({ value, onChange, references, disabled = false, onBlur }: ConditionFieldsProps) {
  const id = useId()
  return (
    <div className="grid grid-cols-[2fr_1fr_2fr] gap-2">
      <TextField
        label="Value"
        mono
        list={id}
        value={value.variable}
        placeholder="{{ step.Output }}"
        disabled={disabled}
        onChange={(variable) => onChange({ ...value, variable })}
        onBlur={onBlur}
        required
      />
      <Select
        label="Comparison"
        value={value.operator}
        disabled={disabled}
        onChange={(operator) => onChange({ ...value, operator })}
        options={operators}
      />
      <TextField
        label="Compared with"
        mono
        value={value.operand}
        disabled={disabled}
        onChange={(operand) => onChange({ ...value, operand })}
        onBlur={onBlur}
        required
      />
      <datalist id={id}>
        {references.map((reference) => (
          <option key={reference} value={reference}>
            {reference}
          </option>
        ))}
      </datalist>
    </div>
  )
}
