import { locale } from './number-text'

const steps: readonly [limit: number, size: number, unit: string][] = [
  [60, 1, 's'],
  [3600, 60, 'min'],
  [86400, 3600, 'h'],
  [86400 * 60, 86400, 'd'],
  [Number.POSITIVE_INFINITY, 86400 * 30, 'mo'],
]

export type Zone = 'local' | 'utc'

/** Kept at the root of the page, as the theme is. */
export function chosenZone(): Zone {
  return typeof document !== 'undefined' && document.documentElement.dataset['zone'] === 'utc' ? 'utc' : 'local'
}

/** "3 s ago", "in 14 min", "2 d ago": short enough for a table cell. */
export function relativeTime(at: number, now: number): string {
  const distance = Math.round(now - at)
  const size = Math.abs(distance)
  if (size < 1) return 'now'
  const [, divisor, unit] = steps.find(([limit]) => size < limit) ?? [0, 86400 * 30, 'mo']
  const text = `${Math.floor(size / divisor)} ${unit}`
  return distance > 0 ? `${text} ago` : `in ${text}`
}

/** In the zone that this person chose, and says which; the same on hover everywhere. */
export function exactTime(at: number, zone: Zone = chosenZone()): string {
  return new Date(at * 1000).toLocaleString(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
  })
}

/** "0.42 s", "41 s", "3 min 20 s", "2 h 05 min". */
export function duration(seconds: number): string {
  if (seconds < 1) return `${seconds.toFixed(2)} s`
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')} min`
}

export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = count < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3))
  const value = count / 1000 ** power
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`
}
