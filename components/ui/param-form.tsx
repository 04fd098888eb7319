'use client'
import { CodeField } from './code-field'
import { Combobox } from './combobox'
import { controlOf, defaultValues, type ParamSpec, type ParamValues, paramProblem, toText, toValues } from './param-rules'
import { RadioGroup } from './radio-group'
import { Switch } from './switch'
import { TextArea } from './text-area'
import { TextField } from './text-field'

export interface ParamFormProps {
  specs: readonly ParamSpec[]
  /** Only what was touched; defaults are shown for the rest. */
  values: ParamValues
  onChange: (values: ParamValues) => void
  /** Show problems of untouched fields too: after a try to send. */
  showAll?: boolean | undefined
  onSubmit?: (() => void) | undefined
}

/** A form from a document's parameters: each type has its control, defaults can be brought back, rules are checked as typed. */
export function ParamForm({ specs, values, onChange, showAll, onSubmit }: ParamFormProps) {
  return (
    <div className="flex flex-col gap-4">
      {specs.map((spec) => {
        const touched = spec.name in values
        return (
          <ParamField
            key={spec.name}
            spec={spec}
            text={toText(values[spec.name] ?? defaultValues(spec))}
            error={touched || showAll ? paramProblem(spec, values[spec.name]) : undefined}
            onText={(text) => onChange({ ...values, [spec.name]: toValues(spec, text) })}
            onReset={touched && spec.default !== undefined ? () => onChange(without(values, spec.name)) : undefined}
            onSubmit={onSubmit}
          />
        )
      })}
      {specs.length === 0 ? <p className="text-body text-text-3">This document has no parameters.</p> : null}
    </div>
  )
}

interface ParamFieldProps {
  spec: ParamSpec
  text: string
  error: string | undefined
  onText: (text: string) => void
  onReset: (() => void) | undefined
  onSubmit: (() => void) | undefined
}

function ParamField({ spec, text, error, onText, onReset, onSubmit }: ParamFieldProps) {
  const control = controlOf(spec)
  const shared = {
    label: spec.name,
    error,
    help: spec.description,
    required: spec.default === undefined,
    aside: <Aside spec={spec} onReset={onReset} />,
  }
  const options = (spec.allowedValues ?? []).map((value) => ({ value: String(value), label: String(value) }))
  if (control === 'code') return <CodeField {...shared} value={text} onChange={onText} onSubmit={onSubmit} />
  if (control === 'switch')
    return (
      <Switch label={spec.name} help={spec.description} checked={/^true$/i.test(text)} onChange={(on) => onText(String(on))} />
    )
  if (control === 'radio') return <RadioGroup {...shared} inline value={text} options={options} onChange={onText} />
  if (control === 'combobox')
    return <Combobox {...shared} value={text || undefined} options={options} onChange={(value) => onText(value ?? '')} />
  if (control === 'json') return <CodeField {...shared} language="plain" value={text} onChange={onText} rows={4} />
  if (control === 'lines')
    return <TextArea {...shared} mono value={text} onChange={onText} rows={3} placeholder="One item per line" />
  if (control === 'textarea') return <TextArea {...shared} value={text} onChange={onText} />
  return (
    <TextField
      {...shared}
      value={text}
      onChange={onText}
      inputMode={control === 'number' ? 'numeric' : undefined}
      spellCheck={false}
    />
  )
}

function Aside({ spec, onReset }: { spec: ParamSpec; onReset: (() => void) | undefined }) {
  if (onReset)
    return (
      <button type="button" onClick={onReset} className="rounded-control text-accent hover:underline">
        Reset to default
      </button>
    )
  if (spec.default === undefined) return 'required'
  return defaultValues(spec).length > 0 ? 'default' : 'optional'
}

function without(values: ParamValues, name: string): ParamValues {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name))
}
