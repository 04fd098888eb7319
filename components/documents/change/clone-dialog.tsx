'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ssm } from '#lib/api/browser'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { ErrorState } from '#components/ui/error-state'
import { TextField } from '#components/ui/text-field'
import { documentHref, shortName } from '../document-words'
import { documentDescription, documentText } from '../queries'
import { toFailure } from '#queries/ui/failure'
import { cloneName, cloneRequest, nameProblem } from './clone'
import { useChange } from '#queries/shell/use-change'

export interface CloneDialogProps {
  name: string
  /** Where to go then; without it to the page of the copy. */
  hrefOf?: (copy: string) => string
  onClose: () => void
}

/** A document of one's own with the text of another, in the format it is stored in. */
export function CloneDialog({ name, hrefOf = documentHref, onClose }: CloneDialogProps) {
  const router = useRouter()
  const toast = useToast()
  const change = useChange('documents')
  const [typed, setTyped] = useState(() => cloneName(shortName(name)))
  const source = useQuery(documentText(name))
  const facts = useQuery(documentDescription(name))
  const problem = nameProblem(typed)
  const failure = change.failure ?? source.error ?? facts.error
  const go = async () => {
    const [text, described] = [source.data, facts.data?.Document]
    if (problem || !text || !described) return
    if (!(await change.run(() => ssm('CreateDocument', cloneRequest(typed, text, described))))) return
    toast({ tone: 'ok', title: `Cloned ${shortName(name)} as ${typed}` })
    onClose()
    router.push(hrefOf(typed))
  }
  const footer = (
    <>
      <Button size="md" onClick={onClose}>
        Cancel
      </Button>
      <Button
        size="md"
        variant="primary"
        busy={change.busy || !source.data || !facts.data}
        disabled={problem !== undefined}
        onClick={() => void go()}
      >
        Clone
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={`Clone ${shortName(name)}`} footer={footer}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
      >
        <TextField
          label="Name of the copy"
          value={typed}
          onChange={setTyped}
          required
          mono
          spellCheck={false}
          error={problem}
          help="It begins at version 1, with the text of the default version, and without tags and shares."
        />
        {failure ? <ErrorState compact failure={toFailure(failure)} title="It was not cloned" /> : null}
      </form>
    </Dialog>
  )
}
