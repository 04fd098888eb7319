'use client'
import { FilePen, Star, Terminal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense } from 'react'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { Page } from '#components/shell/page'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { copyText, CopyButton } from '#components/ui/copy-button'
import { IconButton } from '#components/ui/icon-button'
import { useKeys } from '#components/ui/key-provider'
import type { MenuItem } from '#components/ui/menu'
import { Skeleton } from '#components/ui/skeleton'
import { StatusBadge } from '#components/ui/status-badge'
import { DocumentDialogs } from '../change/document-dialogs'
import { useDocumentActions } from '../change/use-document-actions'
import { documentHref, editHref, ownerWord, runHref, shortName } from '../document-words'
import { useFavourites } from '../favourites'
import type { DocumentDescription } from '../own-operations'
import { DocumentOverview } from './document-overview'
import { type DocumentTab, documentTabs, tabLabels } from './document-tabs'

const DocumentContent = lazy(() => import('./document-content').then((module) => ({ default: module.DocumentContent })))
const VersionsTab = lazy(() => import('./versions-tab').then((module) => ({ default: module.VersionsTab })))
const RunsTab = lazy(() => import('./runs-tab').then((module) => ({ default: module.RunsTab })))
const SharingTab = lazy(() => import('./sharing-tab').then((module) => ({ default: module.SharingTab })))
const DocumentTags = lazy(() => import('./document-tags').then((module) => ({ default: module.DocumentTags })))

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

export interface DocumentFrameProps {
  /** The default version. */
  document: DocumentDescription
  tab: DocumentTab
  onDeleted: () => void
}

/** Header and tabs around what the tab shows. A slow tab never blocks the header. */
export function DocumentFrame({ document, tab, onDeleted }: DocumentFrameProps) {
  const router = useRouter()
  const favourites = useFavourites()
  const actions = useDocumentActions(favourites)
  const copyTerraform = useCopyTerraform()
  const { Name: name = '' } = document
  const isFavourite = favourites.names.has(name)
  const isOwn = document.Owner === actions.account
  const cannotRun = actions.cannotRun(document)
  const cannotEdit = actions.foreign(document)
  const run = () => (cannotRun === undefined ? router.push(runHref(name)) : undefined)
  const editWord = cannotEdit === undefined ? 'Edit' : 'View in editor'
  const edit = () => router.push(editHref(name))
  useKeys([
    { key: 'r', label: 'Run this document', group: 'Document', run },
    { key: 'e', label: 'Open this document in the editor', group: 'Document', run: edit },
    { key: 'h', label: 'Versions', group: 'Document', run: () => router.push(documentHref(name, 'versions')) },
  ])
  const menu: MenuItem[] = [
    ...actions.items(document).filter(({ id }) => id === 'clone' || id === 'export'),
    { id: 'terraform', label: 'Copy as Terraform', run: () => void copyTerraform(document) },
    ...actions.items(document).filter(({ id }) => id === 'delete'),
  ]
  const shown = documentTabs.filter((id) => isOwn || (id !== 'sharing' && id !== 'tags'))
  return (
    <Page
      title={shortName(name)}
      documentTitle={`${shortName(name)} - ${tabLabels[tab]}`}
      breadcrumbs={[{ label: 'Documents', href: '/documents' }]}
      layout={tab === 'versions' || tab === 'runs' ? 'fill' : 'normal'}
      status={
        document.Status === 'Active' ? null : (
          <StatusBadge look="soft" kind="document" value={document.Status} detail={document.StatusInformation} />
        )
      }
      meta={<DocumentMeta document={document} account={actions.account} />}
      menu={menu}
      request={{ service: 'ssm', operation: 'GetDocument', input: { Name: name } }}
      actions={
        <>
          {favourites.isKnown ? (
            <IconButton
              label={isFavourite ? 'Remove from favourites' : 'Add to favourites'}
              pressed={isFavourite}
              icon={<Star {...icon} className={isFavourite ? 'fill-current' : undefined} />}
              onClick={() => void favourites.set(name, !isFavourite)}
            />
          ) : null}
          <Button icon={<FilePen {...icon} />} keyHint="e" title={cannotEdit} onClick={edit}>
            {editWord}
          </Button>
          <Button variant="primary" icon={<Terminal {...icon} />} keyHint="r" disabledReason={cannotRun} onClick={run}>
            Run
          </Button>
        </>
      }
      tabs={{
        label: 'Document',
        current: tab,
        tabs: shown.map((id) => ({
          id,
          label: tabLabels[id],
          href: documentHref(name, id),
          count: id === 'tags' ? document.Tags?.length : undefined,
        })),
      }}
    >
      <Suspense fallback={<Skeleton lines={6} />}>
        {tab === 'overview' ? <DocumentOverview document={document} accountId={actions.account} /> : null}
        {tab === 'content' ? <DocumentContent document={document} /> : null}
        {tab === 'versions' ? <VersionsTab document={document} blocked={cannotEdit} /> : null}
        {tab === 'runs' ? <RunsTab name={name} cannotRun={cannotRun} /> : null}
        {tab === 'sharing' && isOwn ? <SharingTab name={name} /> : null}
        {tab === 'tags' && isOwn ? <DocumentTags document={document} /> : null}
      </Suspense>
      <DocumentDialogs asked={actions.asked} onClose={actions.close} onDeleted={onDeleted} />
    </Page>
  )
}

function DocumentMeta({ document, account }: { document: DocumentDescription; account: string | undefined }) {
  const { Name = '', DefaultVersion, LatestVersion, PlatformTypes = [] } = document
  return (
    <>
      <span>{document.DocumentType}</span>
      <span>
        default v{DefaultVersion}
        {LatestVersion === DefaultVersion ? '' : `, latest v${LatestVersion}`}
      </span>
      <span>{ownerWord(document.Owner, account)}</span>
      {PlatformTypes.length > 0 ? <span>{PlatformTypes.join(', ')}</span> : null}
      <CopyButton text={Name} label="Copy document name" />
    </>
  )
}

/** The text of the default version as a resource of the AWS provider, and how to point that here. */
function useCopyTerraform() {
  const toast = useToast()
  const endpoint = useEndpoint()
  return async (document: DocumentDescription) => {
    const { fetchTerraform } = await import('../export/fetch-terraform')
    await copyText(await fetchTerraform(document, endpoint)).then(
      () => toast({ tone: 'ok', title: 'Terraform copied' }),
      (thrown: unknown) => toast({ tone: 'bad', title: 'Not copied', text: String(thrown) }),
    )
  }
}
