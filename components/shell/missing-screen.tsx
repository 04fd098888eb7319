'use client'
import { Search } from 'lucide-react'
import { Button, ButtonLink } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { openPalette } from './overlays'
import { Page } from './page'

export interface MissingScreenProps {
  title?: string | undefined
  text?: string | undefined
}

/** For unknown addresses, and for objects that are gone: "This command is not here, it may have expired". */
export function MissingScreen({
  title = 'There is no such page',
  text = 'The address may be mistyped, or what it named was deleted or has expired.',
}: MissingScreenProps) {
  const search = (
    <>
      <Button variant="primary" size="md" icon={<Search aria-hidden size={16} strokeWidth={1.75} />} onClick={openPalette}>
        Search
      </Button>
      <ButtonLink href="/" size="md">
        Go to the overview
      </ButtonLink>
    </>
  )
  return (
    <Page title="Not found">
      <EmptyState kind="no-match" title={title} text={text} action={search} />
    </Page>
  )
}
