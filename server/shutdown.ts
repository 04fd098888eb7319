import type { Log } from '#lib/platform/log'

/** One orderly end, whatever asks for it and however often. */
export interface Shutdown {
  /** Ends every part in turn, then the process. Whoever asks again waits for the same end. */
  end(code: number): Promise<void>
  isEnding(): boolean
  /** Ends the process at once, when an end is under way and does not come. */
  hurry(): void
}

interface Options {
  log: Pick<Log, 'error'>
  exit(code: number): void
  /** In the order of their end. */
  parts: readonly (readonly [name: string, stop: () => Promise<void>])[]
  /** How long all parts together may take. */
  withinMs?: number
  /** One signal may reach us twice, from its sender and through npm: that is no second Ctrl-C. */
  hurryAfterMs?: number
}

export function createShutdown({ log, exit, parts, withinMs = 25_000, hurryAfterMs = 500 }: Options): Shutdown {
  let ending: { since: number; done: Promise<void> } | undefined

  async function endAll(code: number): Promise<void> {
    let at = ''
    const late = setTimeout(() => {
      log.error({ part: at }, 'the end took too long and was cut short')
      exit(1)
    }, withinMs)
    for (const [name, stop] of parts) {
      at = name
      await stop().catch((cause: unknown) => log.error({ cause, part: name }, 'a part did not end well'))
    }
    clearTimeout(late)
    exit(code)
  }

  return {
    end(code) {
      ending ??= { since: performance.now(), done: endAll(code) }
      return ending.done
    },
    isEnding: () => ending !== undefined,
    hurry() {
      if (ending && performance.now() - ending.since >= hurryAfterMs) exit(1)
    },
  }
}
