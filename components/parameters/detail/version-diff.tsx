'use client'
import { useQueries } from '@tanstack/react-query'
import { Dialog } from '#components/ui/dialog'
import { DiffView } from '#components/ui/diff-view'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'
import type { ParameterRow } from '../own-operations'
import { versionValue } from '../queries'
import { formatJson } from '../value-text'
import { RevealBar } from './reveal-bar'
import { useReveal } from './use-reveal'

export interface VersionDiffProps {
  row: ParameterRow
  from: number
  to: number
  onClose: () => void
}

/** Two values beside each other; those of a secret only while they are revealed. */
export function VersionDiff({ row, from, to, onClose }: VersionDiffProps) {
  const { Name = '', Type } = row
  return (
    <Dialog open onClose={onClose} width="lg" title={`Version ${from} and version ${to}`} description={Name}>
      {Type === 'SecureString' ? <SecretDiff name={Name} from={from} to={to} /> : <ClearDiff name={Name} from={from} to={to} />}
    </Dialog>
  )
}

interface Sides {
  name: string
  from: number
  to: number
}

function ClearDiff({ name, from, to }: Sides) {
  const [before, after] = useQueries({ queries: [versionValue(name, from), versionValue(name, to)] })
  const error = before.error ?? after.error
  if (error) return <ErrorState compact failure={toFailure(error)} title="The versions did not load" />
  if (!before.data || !after.data) return <Skeleton lines={4} />
  return <Difference values={[before.data.Parameter?.Value ?? '', after.data.Parameter?.Value ?? '']} from={from} to={to} />
}

function SecretDiff({ name, from, to }: Sides) {
  const reveal = useReveal(name, [from, to])
  const [before, after] = reveal.values ?? []
  return (
    <div className="flex flex-col gap-3">
      {before === undefined || after === undefined ? (
        <p className="text-body text-text-2">Both values are hidden. The history says where the value changed.</p>
      ) : (
        <Difference values={[before, after]} from={from} to={to} />
      )}
      <RevealBar reveal={reveal} label="Reveal both, 30 s" />
    </div>
  )
}

/** JSON is compared line by line as it would be written. */
function Difference({ values: [before, after], from, to }: { values: readonly [string, string]; from: number; to: number }) {
  const names = [`Version ${from}`, `Version ${to}`] as const
  return <DiffView before={formatJson(before)} after={formatJson(after)} label={names.join(' and ')} names={names} />
}
