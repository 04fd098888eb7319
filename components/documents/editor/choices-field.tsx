'use client'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button'
import { IconButton } from '#components/ui/icon-button'
import { Select } from '#components/ui/select'
import { choiceOperators } from '#lib/capabilities/documents/model/language/description/choices'
import { inTurn } from '#lib/capabilities/documents/model/language/edit/in-turn'
import { setValueAt } from '#lib/capabilities/documents/model/language/edit/set-value'
import { conditionWords } from '#lib/capabilities/documents/model/language/graph/condition-words'
import { inputsOf, type StepView } from '#lib/capabilities/documents/model/language/graph/steps'
import { entriesOf, itemsOf, memberOf, plainTextOf, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import { type Condition, ConditionFields, emptyCondition, operandOf } from './condition-fields'
import type { Workspace } from './use-workspace'

export interface ChoicesFieldProps {
  step: StepView
  others: readonly string[]
  references: readonly string[]
  change: Workspace['change']
  disabled: boolean
}

/** The choices of a branch in their order; the first that holds decides. */
export function ChoicesField({ step, others, references, change, disabled }: ChoicesFieldProps) {
  const choices = itemsOf(memberOf(inputsOf(step), 'Choices'))
  const path = [...step.path, 'inputs', 'Choices']
  const add = () => {
    const value = { NextStep: others[0] ?? '', Variable: references[0] ?? '', StringEquals: '' }
    change((parsed) => setValueAt(parsed, [...path, choices.length], value), step.name)
  }
  return (
    <div className="flex flex-col gap-3">
      <span className="text-body font-medium">Choices</span>
      {choices.map((choice, index) => (
        <ChoiceRow
          key={`${index} ${choices.length}`}
          number={index + 1}
          choice={choice}
          others={others}
          references={references}
          disabled={disabled}
          onCondition={(condition, old) =>
            change((parsed) =>
              inTurn(parsed, [
                (now) => setValueAt(now, [...path, index, 'Variable'], condition.variable),
                ...(old === condition.operator
                  ? []
                  : [(now: typeof parsed) => setValueAt(now, [...path, index, old], undefined)]),
                (now) => setValueAt(now, [...path, index, condition.operator], operandOf(condition)),
              ]),
            )
          }
          onTarget={(to) => change((parsed) => setValueAt(parsed, [...path, index, 'NextStep'], to))}
          onRemove={() => change((parsed) => setValueAt(parsed, [...path, index], undefined))}
        />
      ))}
      <Button size="sm" className="self-start" disabled={disabled} onClick={add}>
        Add choice
      </Button>
    </div>
  )
}

interface ChoiceRowProps {
  number: number
  choice: TreeNode
  others: readonly string[]
  references: readonly string[]
  disabled: boolean
  onCondition: (condition: Condition, oldOperator: string) => void
  onTarget: (to: string) => void
  onRemove: () => void
}

function ChoiceRow({ number, choice, others, references, disabled, onCondition, onTarget, onRemove }: ChoiceRowProps) {
  const written = readCondition(choice)
  const [draft, setDraft] = useState<Condition>()
  const target = plainTextOf(memberOf(choice, 'NextStep')) ?? ''
  const options = [...new Set([target, ...others])].map((name) => ({ value: name, label: name }))
  const commit = (condition: Condition) => {
    setDraft(undefined)
    if (written && JSON.stringify(condition) !== JSON.stringify(written)) onCondition(condition, written.operator)
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 rounded-control border border-line p-2">
      <legend className="px-1 text-meta text-text-2">Choice {number}</legend>
      {written ? (
        <ConditionFields
          value={draft ?? written}
          onChange={(next) => (next.operator === (draft ?? written).operator ? setDraft(next) : commit(next))}
          onBlur={() => draft && commit(draft)}
          references={references}
          disabled={disabled}
        />
      ) : (
        <p className="text-body">{conditionWords(choice)} (several conditions: change them in the text)</p>
      )}
      <div className="flex items-end gap-2">
        <Select label="Goes to" className="flex-1" value={target} onChange={onTarget} options={options} disabled={disabled} />
        <IconButton
          label={`Remove choice ${number}`}
          size="lg"
          disabled={disabled}
          onClick={onRemove}
          icon={<Trash2 aria-hidden size={16} />}
        />
      </div>
    </fieldset>
  )
}

/** Undefined where it is made of several. */
function readCondition(choice: TreeNode): Condition | undefined {
  if (['And', 'Or', 'Not'].some((name) => memberOf(choice, name))) return undefined
  const found = entriesOf(choice).find(({ key }) => Object.hasOwn(choiceOperators, key))
  return {
    variable: plainTextOf(memberOf(choice, 'Variable')) ?? '',
    operator: found?.key ?? emptyCondition.operator,
    operand: plainTextOf(found?.value) ?? '',
  }
}
