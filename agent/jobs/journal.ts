import { closeSync, fdatasync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import { readIfThere } from '#agent/state/state-directory'

/*
 * An append-only file of JSON lines. `append` writes at once, which is enough to survive the death of this process; `sync`
 * makes everything appended before it survive a power cut, and calls that come together share one write to the disk.
 */
export interface Journal<R> {
  append(record: R): void
  sync(): Promise<void>
  /** Bytes written since the last rewrite. */
  readonly bytes: number
  /** Replaces the whole content in one step. */
  rewrite(records: readonly R[]): void
  close(): void
}

export interface OpenedJournal<R> {
  journal: Journal<R>
  records: readonly R[]
  /** Lines that were not readable: a write cut short by a crash, or a full disk. */
  unreadable: number
}

export function openJournal<R>(file: string, parse: (value: unknown) => R | undefined): OpenedJournal<R> {
  const text = readIfThere(file) ?? ''
  const lines = text.split('\n')
  const records: R[] = []
  let unreadable = 0
  for (const line of lines) {
    if (line === '') continue
    const record = parseLine(line, parse)
    if (record === undefined) unreadable += 1
    else records.push(record)
  }
  return { journal: new FileJournal(file, Buffer.byteLength(text), text !== '' && !text.endsWith('\n')), records, unreadable }
}

class FileJournal<R> implements Journal<R> {
  readonly #file: string
  #descriptor: number
  #bytes: number
  #needsLineEnd: boolean
  #waiting: { resolve(): void; reject(thrown: unknown): void }[] = []
  #isSyncing = false
  /** Replaced while a sync was under way on them. */
  #retired: number[] = []

  constructor(file: string, bytes: number, needsLineEnd: boolean) {
    this.#file = file
    this.#descriptor = openSync(file, 'a', 0o600)
    this.#bytes = bytes
    this.#needsLineEnd = needsLineEnd
    syncDirectory(path.dirname(file))
  }

  get bytes(): number {
    return this.#bytes
  }

  append(record: R): void {
    const line = Buffer.from(`${this.#needsLineEnd ? '\n' : ''}${JSON.stringify(record)}\n`)
    // A write that fails half way (disk full) must not spoil the record that comes after it.
    this.#needsLineEnd = true
    writeFully(this.#descriptor, line)
    this.#needsLineEnd = false
    this.#bytes += line.length
  }

  sync(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      if (!this.#isSyncing) this.#syncWaiting()
    })
  }

  rewrite(records: readonly R[]): void {
    const next = `${this.#file}.new`
    const descriptor = openSync(next, 'w', 0o600)
    const content = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''))
    try {
      writeFully(descriptor, content)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(next, this.#file)
    syncDirectory(path.dirname(this.#file))
    this.#retire()
    this.#descriptor = openSync(this.#file, 'a', 0o600)
    this.#bytes = content.length
    this.#needsLineEnd = false
  }

  close(): void {
    this.#retire()
  }

  #retire(): void {
    if (this.#isSyncing) this.#retired.push(this.#descriptor)
    else closeSync(this.#descriptor)
  }

  #syncWaiting(): void {
    const batch = this.#waiting
    this.#waiting = []
    if (batch.length === 0) return
    this.#isSyncing = true
    fdatasync(this.#descriptor, (problem) => {
      this.#isSyncing = false
      for (const descriptor of this.#retired.splice(0)) closeSync(descriptor)
      for (const waiter of batch) {
        if (problem) waiter.reject(problem)
        else waiter.resolve()
      }
      this.#syncWaiting()
    })
  }
}

function writeFully(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written)
}

function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function parseLine<R>(line: string, parse: (value: unknown) => R | undefined): R | undefined {
  try {
    return parse(JSON.parse(line))
  } catch {
    return undefined // a line cut short
  }
}
