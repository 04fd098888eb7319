'use client'
import { Plus, Target, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'
import { ErrorState } from './error-state'
import type { Failure } from './failure'
import { IconButton } from './icon-button'
import { RadioGroup } from './radio-group'
import { Skeleton } from './skeleton'
import { StatusBadge } from './status-badge'
import { type Resolution, resolutionSentence, type TargetChoice, targetWords } from './targets'
import { TextField } from './text-field'
import { numberText } from './number-text'

export interface TargetPickerProps {
  value: TargetChoice
  onChange: (choice: TargetChoice) => void
  /** The list with a search that the screen brings; shown in mode nodes. */
  nodeList: ReactNode
  /** Tag keys and values that exist, offered while typing. */
  tagKeys?: readonly string[] | undefined
  tagValues?: ((key: string) => readonly string[]) | undefined
  resolution: Resolution | undefined
  resolving?: boolean | undefined
  failure?: Failure | undefined
  onRetry?: (() => void) | undefined
  error?: string | undefined
}

const modes = [
  { value: 'nodes', label: 'Chosen nodes' },
  { value: 'tags', label: 'Tags' },
  { value: 'all', label: 'All nodes' },
]
const suggestATagFrom = 50

export function TargetPicker(props: TargetPickerProps) {
  const { value, onChange, resolution, resolving, failure } = props
  const { fixed = [] } = value
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="flex min-w-0 flex-col gap-3">
        <RadioGroup
          label="Targets"
          hideLabel
          inline
          value={value.mode}
          options={fixed.length > 0 ? [{ value: 'fixed', label: sentenceCase(targetWords(fixed)) }, ...modes] : modes}
          error={props.error}
          onChange={(mode) => onChange({ ...value, mode: mode as TargetChoice['mode'] })}
        />
        {value.mode === 'nodes' ? props.nodeList : null}
        {value.mode === 'tags' ? <TagRows {...props} /> : null}
        {value.mode === 'nodes' && value.nodeIds.length > suggestATagFrom ? (
          <p className="text-meta text-text-3">
            More than {suggestATagFrom} nodes: a tag would keep up by itself when nodes come and go.
          </p>
        ) : null}
      </div>
      <div className="flex min-w-0 flex-col gap-2 rounded-card border border-line bg-sunken p-3" aria-busy={resolving}>
        {failure ? (
          <ErrorState compact failure={failure} title="Could not count the targets" onRetry={props.onRetry} />
        ) : resolution ? (
          <Resolved resolution={resolution} />
        ) : (
          <Skeleton lines={3} />
        )}
      </div>
    </div>
  )
}

function sentenceCase(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`
}

function Resolved({ resolution }: { resolution: Resolution }) {
  const more = resolution.total - resolution.sample.length
  return (
    <>
      <p className="flex items-baseline gap-2">
        <Target aria-hidden size={16} strokeWidth={1.75} className="shrink-0 translate-y-0.5 text-text-3" />
        <span className="tabular text-section font-semibold">{numberText(resolution.total)}</span>
        <span className="text-body text-text-2">{resolution.total === 1 ? 'node matches' : 'nodes match'}</span>
      </p>
      <p className="text-meta text-text-2" aria-live="polite">
        {resolutionSentence(resolution)}
      </p>
      <ul className="flex flex-col gap-1">
        {resolution.sample.map((node) => (
          <li key={node.id} className="flex items-center justify-between gap-2 text-meta">
            <span className="truncate" title={node.id}>
              {node.name || node.id}
            </span>
            <StatusBadge kind="node" value={node.status} quiet />
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="text-meta text-text-3">and {numberText(more)} more</p> : null}
    </>
  )
}

function TagRows({ value, onChange, tagKeys = [], tagValues }: TargetPickerProps) {
  const rows = value.tags.length === 0 ? [{ key: '', values: [] }] : value.tags
  const change = (at: number, tag: TargetChoice['tags'][number] | undefined) =>
    onChange({ ...value, tags: rows.flatMap((row, index) => (index !== at ? [row] : tag ? [tag] : [])) })
  return (
    <div className="flex flex-col gap-2">
      {rows.map((row, at) => (
        <div key={at} className="flex items-center gap-2">
          <TextField
            label={`Tag key ${at + 1}`}
            hideLabel
            placeholder="Key"
            value={row.key}
            list="tag-keys"
            onChange={(key) => change(at, { ...row, key })}
            fieldClassName="w-44"
          />
          <span className="text-body text-text-3">is</span>
          <TextField
            label={`Values of tag ${row.key || at + 1}`}
            hideLabel
            placeholder="Value, or several with commas"
            value={row.values.join(',')}
            list={`tag-values-${at}`}
            onChange={(text) =>
              change(at, { ...row, values: text === '' ? [] : text.split(',').map((part) => part.trimStart()) })
            }
            fieldClassName="flex-1"
          />
          <datalist id={`tag-values-${at}`}>
            {(tagValues?.(row.key) ?? []).map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </datalist>
          <IconButton
            label="Remove this tag"
            size="lg"
            icon={<X aria-hidden size={16} strokeWidth={1.75} />}
            onClick={() => change(at, undefined)}
          />
        </div>
      ))}
      <datalist id="tag-keys">
        {tagKeys.map((key) => (
          <option key={key} value={key}>
            {key}
          </option>
        ))}
      </datalist>
      <div className="flex items-center gap-3">
        <Button
          icon={<Plus aria-hidden size={16} strokeWidth={1.75} />}
          onClick={() => onChange({ ...value, tags: [...rows, { key: '', values: [] }] })}
        >
          Tag
        </Button>
        <span className="text-meta text-text-3">All tags must match; the values of one tag are alternatives.</span>
      </div>
    </div>
  )
}
