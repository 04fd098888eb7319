import type { Ports } from '#lib/platform/context'
import type { AuditRecord } from './record'
import { insertAuditRecords } from './store'

/**
 * Records of reads go out in batches, so that a read costs no write of its own: a crash may lose the reads of the last
 * quarter of a second. Records of writes never pass here: they are part of the write's transaction.
 */
export interface AuditWriter {
  add(record: AuditRecord): void
  flush(): Promise<void>
}

const waitMilliseconds = 250
const largestBatch = 1000
const mostWaiting = 50_000

export function createAuditWriter(ports: Pick<Ports, 'db' | 'clock' | 'log'>): AuditWriter {
  let waiting: AuditRecord[] = []
  let scheduled = false
  let isFull = false
  let writing: Promise<void> = Promise.resolve()

  async function drain(): Promise<void> {
    scheduled = false
    isFull = false
    while (waiting.length > 0) {
      const batch = waiting.slice(0, largestBatch)
      waiting = waiting.slice(largestBatch)
      await insertAuditRecords(ports, batch).catch((cause: unknown) => {
        ports.log.error({ cause, records: batch.length }, 'audit records of reads could not be written')
      })
    }
  }

  function refuse(): void {
    if (!isFull) ports.log.error({ waiting: waiting.length }, 'there is no room for more audit records of reads: they are missed')
    isFull = true
  }

  function flush(): Promise<void> {
    writing = writing.then(drain)
    return writing
  }

  return {
    add(record) {
      if (waiting.length >= mostWaiting) return refuse()
      waiting.push(record)
      if (scheduled) return
      scheduled = true
      ports.clock.after(waitMilliseconds, () => void flush())
    },
    flush,
  }
}
