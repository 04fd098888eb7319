import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Holds a script on this machine until the test has seen enough: no guess about how fast anything is. */
export interface Gate {
  /** A line of shell that waits for `open(name)`. */
  wait(name: string): string
  open(name: string): void
  close(): void
}

export function createGate(): Gate {
  const folder = mkdtempSync(path.join(tmpdir(), 'qd-gate-'))
  return {
    wait: (name) => `while [ -d ${folder} ] && [ ! -e ${path.join(folder, name)} ]; do sleep 0.05; done`,
    open: (name) => writeFileSync(path.join(folder, name), ''),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
