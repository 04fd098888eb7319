'use client'
import { useState } from 'react'
import { Checkbox } from '#components/ui/checkbox'
import { blastOf, ConfirmDialog } from '#components/ui/confirm-dialog'
import { useToast } from '#components/shell/toasts'
import { FailedNodes } from './failed-nodes'
import { type ManagedNode, nodeName } from './managed-node'
import { changeTags } from './node-changes'
import { NodeSample } from './node-sample'
import {
  changeFor,
  cleanTags,
  isChange,
  type TagChange,
  type TagRow,
  tagCounts,
  tagRowsProblem,
} from '#queries/shell/tags/tag-edit'
import { TagRowsField } from '#components/shell/tags/tag-rows-field'
import { RecountNotice } from './recount-notice'
import { useNodeAction } from './use-node-action'
import { type LookUp, useRecount } from './use-recount'
import { nodesText } from '#queries/ui/number-text'

export interface EditTagsDialogProps {
  nodes: readonly ManagedNode[]
  lookUp?: LookUp
  /** How many nodes there are in all: decides how much is asked. */
  fleet: number
  onClose: () => void
}

/** Adds and removes tags on all the nodes given. */
export function EditTagsDialog({ nodes: given, lookUp, fleet, onClose }: EditTagsDialogProps) {
  const recount = useRecount(given, lookUp)
  const { nodes } = recount
  const [rows, setRows] = useState<readonly TagRow[]>([{ key: '', value: '' }])
  const [removed, setRemoved] = useState<readonly string[]>([])
  const toast = useToast()
  const problem = tagRowsProblem(rows)
  const change: TagChange = { add: cleanTags(rows), remove: removed }
  const touchedOf = (all: readonly ManagedNode[]) => all.filter((node) => isChange(changeFor(node, change)))
  const touched = touchedOf(nodes)
  const action = useNodeAction((node: ManagedNode) => changeTags(node.NodeId, changeFor(node, change)))
  const isRepeat = action.failures.length > 0
  const apply = async () => {
    if (problem || touched.length === 0) return
    const agreed = isRepeat ? nodes : await recount.agreed()
    if (!agreed) return
    const now = touchedOf(agreed)
    if (!(await action.run(now))) return
    toast({ tone: 'ok', title: `Tags changed on ${nodesText(now.length)}` })
    onClose()
  }
  const only = nodes.length === 1 ? nodes[0] : undefined
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void apply()}
      title={only ? `Edit tags of ${nodeName(only)}` : `Edit tags of ${nodesText(nodes.length)}`}
      blast={blastOf(nodes.length, fleet)}
      confirmLabel={
        action.busy
          ? `${action.done} of ${action.total}`
          : touched.length === 0
            ? 'Nothing to change'
            : `Change ${nodesText(touched.length)}`
      }
      busy={action.busy || recount.busy}
      error={<FailedNodes failures={action.failures} total={action.total} />}
    >
      <RecountNotice {...recount} />
      <NodeSample nodes={nodes} />
      <TagRowsField label="Add or change" rows={rows} onChange={setRows} error={problem} />
      <RemoveList nodes={nodes} removed={removed} onRemoved={setRemoved} />
    </ConfirmDialog>
  )
}

interface RemoveListProps {
  nodes: readonly ManagedNode[]
  removed: readonly string[]
  onRemoved: (keys: readonly string[]) => void
}

function RemoveList({ nodes, removed, onRemoved }: RemoveListProps) {
  const counts = tagCounts(nodes)
  const keys = [...new Set(counts.map((tag) => tag.key))]
  if (keys.length === 0) return null
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1 text-body font-medium">Remove</legend>
      <div className="max-h-48 overflow-y-auto">
        {keys.map((key) => (
          <Checkbox
            key={key}
            label={`${key} (${valuesText(counts.filter((tag) => tag.key === key))})`}
            checked={removed.includes(key)}
            onChange={(on) => onRemoved(on ? [...removed, key] : removed.filter((other) => other !== key))}
          />
        ))}
      </div>
    </fieldset>
  )
}

const valuesShown = 3

function valuesText(values: readonly { value: string; count: number }[]): string {
  const words = values.slice(0, valuesShown).map(({ value, count }) => `${value === '' ? 'no value' : value} on ${count}`)
  return values.length > valuesShown ? `${words.join(', ')} and ${values.length - valuesShown} more` : words.join(', ')
}
