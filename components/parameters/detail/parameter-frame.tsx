'use client'
import { FilePen } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense } from 'react'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { Page } from '#components/shell/page'
import { useToast } from '#components/shell/toasts'
import { ButtonLink } from '#components/ui/button'
import { copyText, CopyButton } from '#components/ui/copy-button'
import { useKeys } from '#components/ui/key-provider'
import type { MenuItem } from '#components/ui/menu'
import { RelativeTime } from '#components/ui/relative-time'
import { Skeleton } from '#components/ui/skeleton'
import { ParameterDialogs } from '../change/parameter-dialogs'
import { useParameterActions } from '../change/use-parameter-actions'
import type { ParameterRow } from '../own-operations'
import { crumbsOf, editHref, lastPart, parameterHref } from '../parameter-words'
import { type ParameterTab, parameterTabs, tabLabels } from './parameter-tabs'
import { ValueTab } from './value-tab'

const HistoryTab = lazy(() => import('./history-tab').then((module) => ({ default: module.HistoryTab })))
const LabelsTab = lazy(() => import('./labels-tab').then((module) => ({ default: module.LabelsTab })))
const ReferencesTab = lazy(() => import('./references-tab').then((module) => ({ default: module.ReferencesTab })))
const PoliciesTab = lazy(() => import('./policies-tab').then((module) => ({ default: module.PoliciesTab })))
const ParameterTags = lazy(() => import('./parameter-tags').then((module) => ({ default: module.ParameterTags })))

export interface ParameterFrameProps {
  row: ParameterRow
  tab: ParameterTab
  onDeleted: () => void
}

/** Header and tabs around what the tab shows. */
export function ParameterFrame({ row, tab, onDeleted }: ParameterFrameProps) {
  const router = useRouter()
  const actions = useParameterActions()
  const copyTerraform = useCopyTerraform()
  const { Name: name = '', Type, Version = 1, Policies = [], Labels } = row
  useKeys([
    {
      key: 'e',
      label: 'Edit this parameter',
      group: 'Parameter',
      run: () => (actions.blocked === undefined ? router.push(editHref(name)) : undefined),
    },
    { key: 'h', label: 'History', group: 'Parameter', run: () => router.push(parameterHref(name, { tab: 'history' })) },
  ])
  const counts: Partial<Record<ParameterTab, number>> = { labels: Labels.length, policies: Policies.length }
  const menu: MenuItem[] = [
    ...actions.items(row).filter(({ id }) => id === 'name' || id === 'value'),
    { id: 'terraform', label: 'Copy as Terraform', run: () => void copyTerraform(row) },
    ...actions.items(row).filter(({ id }) => id === 'delete'),
  ]
  return (
    <Page
      title={lastPart(name)}
      documentTitle={`${lastPart(name)} - ${tabLabels[tab]}`}
      breadcrumbs={crumbsOf(name)}
      layout={tab === 'history' || tab === 'references' ? 'fill' : 'normal'}
      meta={
        <>
          <span className="flex items-center gap-1 font-mono break-all">
            {name}
            <CopyButton text={name} label="Copy parameter name" />
          </span>
          <span>{Type}</span>
          <span>v{Version}</span>
          <span>{row.Tier}</span>
          <span>
            changed <RelativeTime at={row.LastModifiedDate} /> by {row.LastModifiedUser}
          </span>
        </>
      }
      menu={menu}
      request={{ service: 'ssm', operation: 'GetParameter', input: readInput(row) }}
      actions={
        <ButtonLink
          href={editHref(name)}
          variant="primary"
          icon={<FilePen size={16} strokeWidth={1.75} aria-hidden />}
          disabledReason={actions.blocked}
        >
          Edit
        </ButtonLink>
      }
      tabs={{
        label: 'Parameter',
        current: tab,
        tabs: parameterTabs.map((id) => ({
          id,
          label: tabLabels[id],
          href: parameterHref(name, { tab: id === 'value' ? undefined : id }),
          count: counts[id] || undefined,
        })),
      }}
    >
      <Suspense fallback={<Skeleton lines={6} />}>
        {tab === 'value' ? <ValueTab row={row} blocked={actions.blocked} /> : null}
        {tab === 'history' ? <HistoryTab row={row} blocked={actions.blocked} /> : null}
        {tab === 'labels' ? <LabelsTab row={row} blocked={actions.blocked} /> : null}
        {tab === 'references' ? <ReferencesTab name={name} /> : null}
        {tab === 'policies' ? <PoliciesTab row={row} blocked={actions.blocked} /> : null}
        {tab === 'tags' ? <ParameterTags name={name} /> : null}
      </Suspense>
      <ParameterDialogs asked={actions.asked} onClose={actions.close} onDeleted={onDeleted} />
    </Page>
  )
}

function readInput({ Name, Type }: ParameterRow) {
  return { Name, ...(Type === 'SecureString' ? { WithDecryption: true } : {}) }
}

/** As a resource of the AWS provider, and how to point that here; the value of a secret is a variable. */
function useCopyTerraform() {
  const toast = useToast()
  const endpoint = useEndpoint()
  return async (row: ParameterRow) => {
    const { terraformOf } = await import('../terraform')
    await copyText(terraformOf(row, endpoint)).then(
      () => toast({ tone: 'ok', title: 'Terraform copied' }),
      (thrown: unknown) => toast({ tone: 'bad', title: 'Not copied', text: String(thrown) }),
    )
  }
}
