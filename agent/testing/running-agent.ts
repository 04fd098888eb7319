import { silentLog } from '#agent/log'
import { runAgent } from '#agent/run-agent'
import { type AgentSettings, readSettings } from '#agent/settings'
import { registerWith, temporaryDirectory } from '#agent/testing/agent-process'
import { connected, finalReply, mergedSteps } from '#agent/testing/job-replies'
import { MockControlPlane } from '#agent/testing/mock-control-plane'
import type { JobReply } from '#lib/wire/job-reply'

export interface RunningAgent {
  mock: MockControlPlane
  nodeId: string
  /** The agent's state; its own files of a test go beside them. */
  state: string
  /** Runs a document to its end. */
  run(document: Record<string, unknown>, parameters?: Record<string, unknown>): Promise<Ran>
  /** Runs one step of an action. */
  act(
    action: string,
    inputs: Record<string, unknown>,
  ): Promise<JobReply['steps'] extends ReadonlyMap<string, infer S> ? S : never>
  stop(): Promise<void>
}

export interface Ran {
  jobId: string
  status: string
  steps: JobReply['steps']
}

/** A whole agent in this process, connected to a control plane for tests. */
export async function startRunningAgent(settings: Partial<AgentSettings> = {}): Promise<RunningAgent> {
  const directory = temporaryDirectory()
  const mock = await MockControlPlane.start()
  const nodeId = await registerWith(mock, directory.path)
  const stop = new AbortController()
  const all = { ...readSettings({}), ...settings }
  const running = runAgent({ stateDirectory: directory.path, signal: stop.signal, log: silentLog, settings: all })
  await connected(mock, nodeId)
  const run: RunningAgent['run'] = async (document, parameters) => {
    const jobId = mock.run(nodeId, document, parameters)
    const steps = await mergedSteps(mock, jobId)
    return { jobId, status: (await finalReply(mock, jobId)).documentStatus, steps }
  }
  return {
    mock,
    nodeId,
    state: directory.path,
    run,
    async act(action, inputs) {
      const { steps } = await run({ schemaVersion: '2.2', mainSteps: [{ action, name: 'only', inputs }] })
      const step = steps.get('only')
      if (!step) throw new Error('the step told nothing')
      return step
    },
    async stop() {
      stop.abort()
      await running
      await mock.stop()
      directory.remove()
    },
  }
}
