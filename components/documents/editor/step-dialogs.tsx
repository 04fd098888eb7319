'use client'
import { AddStepDialog } from './add-step-dialog'
import { ConnectDialog } from './connect-dialog'
import { referencesFor } from './references-for'
import { type StepActions, stepOf, type StepPlace } from './step-actions'
import type { Workspace } from './use-workspace'

export type Asked = { kind: 'add'; place: StepPlace } | { kind: 'connect'; from: string; to: string | undefined }

export interface StepDialogsProps {
  asked: Asked
  workspace: Workspace
  actions: StepActions
  onClose: () => void
}

export function StepDialogs({ asked, workspace, actions, onClose }: StepDialogsProps) {
  const { read, selected } = workspace
  if (asked.kind === 'add') {
    const { place } = asked
    if (!read.family) return null
    return (
      <AddStepDialog
        family={read.family}
        where={placeWords(place, selected ?? read.lists[0]?.steps.at(-1)?.name)}
        onAdd={(action) => {
          onClose()
          actions.add(action, place)
        }}
        onClose={onClose}
      />
    )
  }
  const step = stepOf(read, asked.from)
  if (!step) return null
  return (
    <ConnectDialog
      step={step}
      references={referencesFor(read, step)}
      to={asked.to}
      onConnect={(made) => {
        onClose()
        if (made.kind === 'newChoice') actions.choose(asked.from, made.choice)
        else actions.connect(asked.from, made)
      }}
      onClose={onClose}
    />
  )
}

function placeWords({ edge, into, after }: StepPlace, selected: string | undefined): string {
  if (into !== undefined || edge?.loop !== undefined) return `As the first step of ${into ?? edge?.loop}`
  if (edge) return edge.from === undefined ? 'As the first step' : `Where ${edge.from} leads on`
  const before = after ?? selected
  return before === undefined ? 'As the first step' : `After ${before}`
}
