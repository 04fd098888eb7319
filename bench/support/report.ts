export interface Row {
  promise: string
  measured: string
  peer?: string
  goal: string
  met: boolean
}

/** One line that scripts/bench.mjs turns into a row of its table. */
export function report({ promise, measured, peer = '', goal, met }: Row): void {
  process.stdout.write(`${JSON.stringify({ promise, measured, peer, goal, met })}\n`)
}

export function note(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))
