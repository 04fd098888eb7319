import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { temporaryDirectory } from '#agent/testing/agent-process'
import { type Handler, startFileServer } from '#agent/testing/file-server'
import { type RunningAgent, startRunningAgent } from '#agent/testing/running-agent'

export const sum = (text: string): string => createHash('sha256').update(text).digest('hex')
export const modeOf = (file: string): number => statSync(file).mode & 0o777

/** Every file below a directory, sorted. */
export function filesIn(directory: string): string[] {
  if (!existsSync(directory)) return []
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory())
  return entries.map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name))).sort()
}

/** One agent for the tests of a file, and an empty directory and servers for each test. */
export function downloadTests() {
  let agent: RunningAgent
  let directory: ReturnType<typeof temporaryDirectory>
  let stops: (() => Promise<void>)[] = []
  beforeAll(async () => {
    agent = await startRunningAgent({ downloadBytes: 100_000 })
  })
  afterAll(() => agent.stop())
  beforeEach(() => {
    directory = temporaryDirectory()
  })
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop()
    directory.remove()
  })
  const at = (...names: string[]) => path.join(directory.path, ...names)
  return {
    agent: () => agent,
    at,
    /** Called after the test. */
    onEnd: (stop: () => Promise<void>) => void (stops = [...stops, stop]),
    async serve(handlers: Readonly<Record<string, Handler>>): Promise<string> {
      const server = await startFileServer(handlers)
      stops = [...stops, server.stop]
      return server.url
    },
    /** One step that fetches, into the directory `out` unless it says otherwise. */
    download: (sourceType: string, sourceInfo: object | string, more: Record<string, unknown> = {}) =>
      agent.act('aws:downloadContent', { sourceType, sourceInfo, destinationPath: at('out/'), ...more }),
    /** What fetching left behind in the directories of jobs. */
    staged: () => filesIn(path.join(agent.state, 'jobs')).filter((file) => file.includes('staging')),
  }
}
