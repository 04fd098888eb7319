'use client'
import { useState } from 'react'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { Select } from '#components/ui/select'
import type { NewChoice } from '#lib/capabilities/documents/model/language/edit/edge-edits'
import type { Connection } from '#lib/capabilities/documents/model/language/edit/set-value'
import { conditionWords } from '#lib/capabilities/documents/model/language/graph/condition-words'
import { inputsOf, type StepView } from '#lib/capabilities/documents/model/language/graph/steps'
import { itemsOf, memberOf } from '#lib/vocabulary/document-tree/tree'
import { ConditionFields, type Condition, emptyCondition, operandOf } from './condition-fields'

type Made = Connection | { kind: 'newChoice'; choice: NewChoice }

export interface ConnectDialogProps {
  step: StepView
  references: readonly string[]
  /** Where a line was drawn to. */
  to: string | undefined
  onConnect: (made: Made) => void
  onClose: () => void
}

const follows = ' follows'
const ends = ' ends'

/** Where a step leads, said instead of drawn. */
export function ConnectDialog({ step, references, to: drawnTo, onConnect, onClose }: ConnectDialogProps) {
  const isBranch = step.action === 'aws:branch'
  const [kind, setKind] = useState(isBranch ? 'new' : 'next')
  const [to, setTo] = useState(drawnTo ?? follows)
  const [condition, setCondition] = useState<Condition>(emptyCondition)
  const choices = isBranch ? itemsOf(memberOf(inputsOf(step), 'Choices')) : []
  const kinds = [
    ...(isBranch ? [{ value: 'new', label: 'A new choice holds' }] : []),
    ...choices.map((choice, index) => ({ value: `choice ${index}`, label: conditionWords(choice) || `Choice ${index + 1}` })),
    isBranch ? { value: 'default', label: 'Otherwise' } : { value: 'next', label: 'Next step' },
    { value: 'failure', label: 'On failure' },
    { value: 'cancel', label: 'On cancel' },
  ]
  const names = step.list.steps.flatMap(({ name }) => (name === undefined || name === step.name ? [] : name))
  const options = [...specialTargets(kind), ...names.map((name) => ({ value: name, label: name }))]
  const chosen = options.some(({ value }) => value === to) ? to : (options[0]?.value ?? '')
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Where ${step.name ?? 'the step'} leads`}
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="md"
            variant="primary"
            disabledReason={kind === 'new' && condition.variable === '' ? 'Say what to compare' : undefined}
            onClick={() => onConnect(madeOf(kind, chosen, condition))}
          >
            Connect
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Select label="When" value={kind} onChange={setKind} options={kinds} />
        {kind === 'new' ? <ConditionFields value={condition} onChange={setCondition} references={references} /> : null}
        <Select label="Goes to" value={chosen} onChange={setTo} options={options} />
      </div>
    </Dialog>
  )
}

function specialTargets(kind: string): readonly { value: string; label: string }[] {
  const word = (value: string) => ({ value, label: value })
  if (kind === 'failure') return [word('Abort'), word('Continue')]
  if (kind === 'cancel') return [word('Abort')]
  if (kind === 'default') return [{ value: follows, label: 'Whatever follows in the text' }]
  if (kind !== 'next') return []
  return [
    { value: follows, label: 'Whatever follows in the text' },
    { value: ends, label: 'The end' },
  ]
}

function madeOf(kind: string, to: string, condition: Condition): Made {
  if (kind === 'failure' || kind === 'cancel') return { kind, to }
  if (kind === 'new') {
    return {
      kind: 'newChoice',
      choice: { NextStep: to, Variable: condition.variable, [condition.operator]: operandOf(condition) },
    }
  }
  if (kind.startsWith('choice ')) return { kind: 'choice', index: Number(kind.slice('choice '.length)), to }
  if (to === ends) return { kind: 'end' }
  return { kind: kind === 'default' ? 'default' : 'next', to: to === follows ? undefined : to }
}
