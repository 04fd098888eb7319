'use client'
import { useState } from 'react'
import type { MenuItem } from '#components/ui/menu'
import { useMayChange, useSession } from '#queries/shell/session'
import { documentHref, editHref, notRunnable, runHref } from '../document-words'
import type { useFavourites } from '../favourites'
import type { DocumentIdentifier } from '../own-operations'

export interface Asked {
  action: 'clone' | 'delete' | 'export'
  /** Or how to get them, where there are more than are on screen. */
  names: readonly string[] | (() => Promise<readonly string[]>)
}

type Subject = Pick<DocumentIdentifier, 'Name' | 'Owner' | 'DocumentType'>

/** What can be done with a document from its row or its page, and the dialog that was asked for. */
export function useDocumentActions(favourites: ReturnType<typeof useFavourites>) {
  const blocked = useMayChange()
  const account = useSession()?.accountId
  const [asked, setAsked] = useState<Asked>()
  const ask = (action: Asked['action'], names: Asked['names']) => setAsked({ action, names })
  const foreign = (document: Subject) =>
    blocked ?? (document.Owner === account ? undefined : `It belongs to ${document.Owner}: clone it to change your own copy.`)
  const cannotRun = ({ DocumentType }: Subject) => blocked ?? notRunnable(DocumentType)
  const items = (document: Subject): MenuItem[] => {
    const { Name = '' } = document
    const isFavourite = favourites.names.has(Name)
    return [
      { id: 'run', label: 'Run', keyHint: 'r', href: runHref(Name), disabledReason: cannotRun(document) },
      { id: 'edit', label: foreign(document) === undefined ? 'Edit' : 'View in editor', keyHint: 'e', href: editHref(Name) },
      { id: 'versions', label: 'Versions', keyHint: 'h', href: documentHref(Name, 'versions') },
      {
        id: 'favourite',
        label: isFavourite ? 'Remove from favourites' : 'Add to favourites',
        run: () => void favourites.set(Name, !isFavourite),
      },
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
  return { blocked, account, asked, ask, items, foreign, cannotRun, close: () => setAsked(undefined) }
}
