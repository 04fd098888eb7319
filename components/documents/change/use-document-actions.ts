'use client'
import { useState } from 'react'
import type { MenuItem } from '#components/ui/menu'
import { useMayChange, useSession } from '#queries/shell/session'
import { documentHref, editHref, notRunnable, runHref } from '../document-words'
import type { DocumentIdentifier } from '../own-operations'

export interface Asked {
  action: 'clone' | 'delete' | 'export'
  names: readonly string[]
}

type Subject = Pick<DocumentIdentifier, 'Name' | 'Owner' | 'DocumentType'>

/** What can be done with a document from its row or its page, and the dialog that was asked for. */
export function useDocumentActions() {
  const blocked = useMayChange()
  const account = useSession()?.accountId
  const [asked, setAsked] = useState<Asked>()
  const ask = (action: Asked['action'], names: readonly string[]) => setAsked({ action, names })
  const foreign = (document: Subject) =>
    blocked ?? (document.Owner === account ? undefined : `It belongs to ${document.Owner}: clone it to change your own copy.`)
  const items = (document: Subject): MenuItem[] => {
    const { Name = '', DocumentType } = document
    return [
      { id: 'run', label: 'Run', keyHint: 'r', href: runHref(Name), disabledReason: blocked ?? notRunnable(DocumentType) },
      { id: 'edit', label: 'Edit', keyHint: 'e', href: editHref(Name), disabledReason: foreign(document) },
      { id: 'versions', label: 'Versions', keyHint: 'h', href: documentHref(Name, 'versions') },
      { id: 'clone', label: 'Clone', separated: true, run: () => ask('clone', [Name]), disabledReason: blocked },
      { id: 'export', label: 'Export', run: () => ask('export', [Name]) },
      {
        id: 'delete',
        label: 'Delete',
        danger: true,
        separated: true,
        run: () => ask('delete', [Name]),
        disabledReason: foreign(document),
      },
    ]
  }
  return { blocked, account, asked, ask, items, foreign, close: () => setAsked(undefined) }
}
