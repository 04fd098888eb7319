'use client'
import { useState } from 'react'
import { useToast } from '#components/shell/toasts'
import { copyText } from '#components/ui/copy-button'
import type { MenuItem } from '#components/ui/menu'
import { useMayChange } from '#queries/shell/session'
import { toFailure } from '#queries/ui/failure'
import type { ParameterRow } from '../own-operations'
import { editHref, parameterHref } from '../parameter-words'
import { fetchValue } from '../queries'

export interface Asked {
  action: 'delete'
  name: string
}

/** What can be done with a parameter from its row or its page, and the dialog that was asked for. */
export function useParameterActions() {
  const blocked = useMayChange()
  const toast = useToast()
  const [asked, setAsked] = useState<Asked>()
  const copy = (text: Promise<string>, what: string) =>
    void text.then(copyText).then(
      () => toast({ tone: 'ok', title: `${what} copied` }),
      (thrown: unknown) => toast({ tone: 'bad', title: 'Not copied', text: toFailure(thrown).message }),
    )
  const items = ({ Name = '', Type }: ParameterRow): MenuItem[] => [
    {
      id: 'value',
      label: 'Copy value',
      run: () => copy(fetchValue(Name), 'Value'),
      disabledReason: Type === 'SecureString' ? 'Reveal it first: who reads a secret is recorded.' : undefined,
    },
    { id: 'name', label: 'Copy name', run: () => copy(Promise.resolve(Name), 'Name') },
    { id: 'edit', label: 'Edit', keyHint: 'e', separated: true, href: editHref(Name), disabledReason: blocked },
    { id: 'history', label: 'History', keyHint: 'h', href: parameterHref(Name, { tab: 'history' }) },
    {
      id: 'delete',
      label: 'Delete',
      danger: true,
      separated: true,
      run: () => setAsked({ action: 'delete', name: Name }),
      disabledReason: blocked,
    },
  ]
  return { blocked, asked, items, close: () => setAsked(undefined) }
}
