'use client'
import { clsx } from 'clsx'
import { Code, Link2 } from 'lucide-react'
import { Link } from '#components/ui/link'
import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import { copyText } from '#components/ui/copy-button'
import { useKeys } from '#components/ui/key-provider'
import { Menu, type MenuItem } from '#components/ui/menu'
import { Tabs, type TabsProps } from '#components/ui/tabs'
import { useApiDrawer } from './api-drawer-state'
import { type ApiRequest, awsCli, curl, hasCli } from './copy-as'
import { copyAsItems, useEndpoint } from './copy-as-menu'
import { useToast } from './toasts'

export interface Crumb {
  label: string
  href: string
}

export interface PageProps {
  title: string
  /** For the browser tab, when it differs: "web-017 - Patches". */
  documentTitle?: string | undefined
  /** Parents of this page; the page itself is added as plain text. */
  breadcrumbs?: readonly Crumb[] | undefined
  /** Beside the title: a StatusBadge. */
  status?: ReactNode
  /** A line of facts under the title: id, platform, agent. */
  meta?: ReactNode
  /** Secondary buttons, then the one primary action. */
  actions?: ReactNode
  /** Added before Copy link, Copy as and API calls. */
  menu?: readonly MenuItem[] | undefined
  /** The page's main call. */
  request?: ApiRequest | undefined
  tabs?: TabsProps | undefined
  /** fill: content takes the rest of the window and scrolls itself (tables). reading: at most 880 px wide (forms). */
  layout?: 'normal' | 'fill' | 'reading' | undefined
  children: ReactNode
}

/** Breadcrumb, title and status, one primary action, overflow menu, tabs, content. */
export function Page(props: PageProps) {
  const { title, documentTitle, breadcrumbs = [], status, meta, actions, tabs, layout = 'normal', children } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  useEffect(() => {
    document.title = `${documentTitle ?? title} - Quarterdeck`
  }, [documentTitle, title])
  return (
    <div className={clsx('flex flex-col', layout === 'fill' ? 'h-full min-h-[32rem]' : 'min-h-full')}>
      <header className={clsx('flex flex-col gap-1 px-4 pt-4 md:px-6', tabs ? 'border-b border-line' : 'pb-4')}>
        <Breadcrumbs crumbs={breadcrumbs} current={title} />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 ref={heading} tabIndex={-1} className="min-w-0 text-title font-semibold break-words outline-none">
            {title}
          </h1>
          {status}
          <div className="ml-auto flex flex-wrap items-center gap-2">
            {actions}
            <OverflowMenu items={props.menu} request={props.request} />
          </div>
        </div>
        {meta ? <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pb-1 text-body text-text-2">{meta}</div> : null}
        {tabs ? <Tabs {...tabs} /> : null}
      </header>
      <div
        className={clsx(
          'px-4 pb-6 md:px-6',
          tabs && 'pt-4',
          layout === 'fill' && 'flex min-h-0 flex-1 flex-col',
          layout === 'reading' && 'w-full max-w-[58rem]',
        )}
      >
        {children}
      </div>
    </div>
  )
}

function Breadcrumbs({ crumbs, current }: { crumbs: readonly Crumb[]; current: string }) {
  if (crumbs.length === 0) return null
  return (
    <nav aria-label="Breadcrumbs" className="flex flex-wrap items-center gap-x-1.5 text-meta text-text-3">
      {crumbs.map((crumb) => (
        <Fragment key={crumb.href}>
          <Link href={crumb.href} className="rounded-control py-1 hover:text-accent hover:underline">
            {crumb.label}
          </Link>
          <span aria-hidden>/</span>
        </Fragment>
      ))}
      <span aria-current="page" className="max-w-80 truncate">
        {current}
      </span>
    </nav>
  )
}

function OverflowMenu({ items = [], request }: { items: readonly MenuItem[] | undefined; request: ApiRequest | undefined }) {
  const endpoint = useEndpoint()
  const toast = useToast()
  const { toggle } = useApiDrawer()
  const copy = (text: string, what: string) => void copyText(text).then(() => toast({ tone: 'ok', title: `${what} copied` }))
  const copyLink = () => copy(location.href, 'Link')
  const copyCall = () =>
    request ? copy(hasCli(request) ? awsCli(request, endpoint) : curl(request, endpoint), 'Command line') : undefined
  useKeys([
    { key: 'y', label: 'Copy link', run: copyLink, group: 'Page' },
    ...(request ? [{ key: 'Shift+y', label: 'Copy as command line', run: copyCall, group: 'Page' }] : []),
  ])
  const shared: MenuItem[] = [
    {
      id: 'link',
      label: 'Copy link',
      icon: <Link2 aria-hidden size={16} strokeWidth={1.75} />,
      keyHint: 'y',
      run: copyLink,
      separated: items.length > 0,
    },
    ...(request ? copyAsItems(request, endpoint, (text) => copy(text, 'Command line')) : []),
    { id: 'calls', label: 'API calls', icon: <Code aria-hidden size={16} strokeWidth={1.75} />, keyHint: '\\', run: toggle },
  ]
  return <Menu label="More actions" items={[...items, ...shared]} />
}
