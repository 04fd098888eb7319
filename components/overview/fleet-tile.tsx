'use client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '#components/ui/link'
import { useSession } from '#queries/shell/session'
import { behindFilters, nodesHref, platformShares, type Share } from './fleet'
import { fleetCounts, nodeCount } from './queries'
import { Tile } from './tile'
import { numberText } from '#queries/ui/number-text'

/** How many nodes there are, how many answer, what they run. */
export function FleetTile() {
  const { data, error, refetch } = useQuery(fleetCounts())
  const total = data?.FleetTotal ?? 0
  const online = data?.FleetOnline ?? 0
  return (
    <Tile title="Fleet" answered={data !== undefined} error={error} onRetry={() => void refetch()}>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <Metric count={total} label={total === 1 ? 'node' : 'nodes'} href="/nodes" />
        <Metric count={online} label="online" href={nodesHref(['status:is:Online'])} tone="text-ok" />
        <Metric
          count={total - online}
          label="connection lost"
          href={nodesHref(['status:is:ConnectionLost'], '-lastSeen')}
          tone={total === online ? '' : 'text-warn'}
        />
        <AgentsBehind />
      </div>
      <span aria-hidden className="flex h-1.5 overflow-hidden rounded-full bg-raised">
        <span className="bg-ok-solid" style={{ width: `${(online / Math.max(1, total)) * 100}%` }} />
        <span className="bg-warn-solid" style={{ width: `${((total - online) / Math.max(1, total)) * 100}%` }} />
      </span>
      <PlatformBars shares={platformShares(data?.Facets?.Platform ?? [], total)} />
    </Tile>
  )
}

function AgentsBehind() {
  const version = useSession()?.agentVersion
  const filters = version ? behindFilters(version) : []
  const { data } = useQuery({ ...nodeCount(filters), enabled: version !== undefined })
  if (!data?.Total) return null
  return (
    <Metric
      count={data.Total}
      label={data.Total === 1 ? 'agent behind' : 'agents behind'}
      href={nodesHref(filters)}
      tone="text-warn"
    />
  )
}

interface MetricProps {
  count: number
  label: string
  href: string
  tone?: string
}

function Metric({ count, label, href, tone = '' }: MetricProps) {
  return (
    <Link href={href} className="group flex flex-col rounded-control">
      <span className={`tabular text-metric font-semibold ${tone}`}>{numberText(count)}</span>
      <span className="text-body text-text-2 group-hover:text-accent group-hover:underline">{label}</span>
    </Link>
  )
}

function PlatformBars({ shares }: { shares: readonly Share[] }) {
  return (
    <ul aria-label="Platforms" className="flex flex-col gap-1">
      {shares.map(({ label, count, percent, href }) => (
        <li key={label} className="grid grid-cols-[minmax(8rem,2fr)_minmax(0,3fr)_auto] items-center gap-2">
          <Link href={href} title={label} className="truncate rounded-control hover:text-accent hover:underline">
            {label}
          </Link>
          <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-raised">
            <span className="block h-full bg-chart-1" style={{ width: `${percent}%` }} />
          </span>
          <span className="tabular min-w-12 text-right text-text-2">{numberText(count)}</span>
        </li>
      ))}
    </ul>
  )
}
