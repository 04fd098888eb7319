'use client'
import { useState } from 'react'
import { CopyButton } from '#components/ui/copy-button'
import { JsonView } from '#components/ui/json-view'
import { Segmented } from '#components/ui/tabs'
import { readJson } from '../value-text'
import { RevealBar } from './reveal-bar'
import { useReveal } from './use-reveal'

export interface ParameterValueProps {
  name: string
  type: string | undefined
  version: number
  /** Undefined for secrets. */
  value: string | undefined
}

export function ParameterValue({ name, type, version, value }: ParameterValueProps) {
  return type === 'SecureString' ? (
    <SecretValue name={name} version={version} />
  ) : (
    <section aria-label="Value" className="flex flex-col gap-2">
      <ClearValue value={value ?? ''} isList={type === 'StringList'} />
    </section>
  )
}

function SecretValue({ name, version }: { name: string; version: number }) {
  const reveal = useReveal(name, [version])
  const [value] = reveal.values ?? []
  return (
    <section aria-label="Value" className="flex flex-col gap-2">
      {value === undefined ? (
        <p className="rounded-control border border-line bg-sunken px-3 py-2 font-mono text-body text-text-3">
          <span aria-hidden>********</span>
          <span className="sr-only">The value is hidden</span>
        </p>
      ) : (
        <ClearValue value={value} isList={false} />
      )}
      <RevealBar reveal={reveal} />
    </section>
  )
}

const looks = {
  text: { value: 'text', label: 'Text' },
  json: { value: 'json', label: 'JSON' },
  list: { value: 'list', label: 'List' },
}

/** As it is; JSON also as a tree, lists also one item a line. */
function ClearValue({ value, isList }: { value: string; isList: boolean }) {
  const json = isList ? undefined : readJson(value)
  const other = isList ? 'list' : json === undefined ? undefined : 'json'
  const [chosen, setChosen] = useState<string>()
  const look = chosen ?? other ?? 'text'
  return (
    <>
      {other === undefined ? null : (
        <div className="flex items-center gap-2">
          <Segmented label="Show the value as" value={look} onChange={setChosen} options={[looks[other], looks.text]} />
          <CopyButton text={value} label="Copy value" />
        </div>
      )}
      {look === 'json' && json !== undefined ? (
        <JsonView value={json} label="formatted value" openTo={3} />
      ) : (
        <div className="flex items-start gap-1 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
          {look === 'list' ? (
            <ol className="min-w-0 flex-1 list-inside list-decimal py-1 font-mono text-body break-words marker:text-text-3">
              {value.split(',').map((item, at) => (
                <li key={at}>{item}</li>
              ))}
            </ol>
          ) : (
            <pre className="max-h-96 min-w-0 flex-1 overflow-auto py-1 font-mono text-body break-words whitespace-pre-wrap">
              {value}
            </pre>
          )}
          {other === undefined ? <CopyButton text={value} label="Copy value" /> : null}
        </div>
      )}
    </>
  )
}
