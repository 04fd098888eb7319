import { callOperation, type ControlPlane } from '#agent/control-plane/control-plane'
import { StepProblem } from '#agent/plugins/plugin'
import { reasonOf } from '#agent/log'
import type { RoleCredentials } from '#agent/registration/role-credentials'
import type { PlatformName } from '#agent/platform/platform-facts'

/** What plugins get of this node beyond their own step. */
export interface NodeServices {
  plane: ControlPlane
  stateDirectory: string
  /** As os-release and its like name it. */
  platform: PlatformName
  /** The most that one step may fetch. */
  downloadBytes: number
  /** One operation of the control plane, signed as this node. Throws `StepProblem`. */
  call(operation: string, body: object, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>
  /** Runs `work` alone among all that use the same name, in order. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>
}

type Parts = Pick<NodeServices, 'plane' | 'stateDirectory' | 'platform' | 'downloadBytes'> & { credentials: RoleCredentials }

export function createNodeServices({ credentials, ...parts }: Parts): NodeServices {
  const last = new Map<string, Promise<unknown>>()
  return {
    ...parts,
    async call(operation, body, signal) {
      const current = await Promise.race([credentials.current(), rejectedAt(signal)])
      try {
        return await callOperation(parts.plane, operation, { body, credentials: current })
      } catch (thrown) {
        throw new StepProblem(`${operation} at ${parts.plane.url} failed: ${reasonOf(thrown)}`)
      }
    },
    async alone(name, work) {
      const mine = (last.get(name) ?? Promise.resolve()).then(work, work)
      last.set(name, mine)
      try {
        return await mine
      } finally {
        if (last.get(name) === mine) last.delete(name)
      }
    },
  }
}

function rejectedAt(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = () => reject(new StepProblem('The time of the step ended while it waited for credentials of this node.'))
    if (signal.aborted) refuse()
    else signal.addEventListener('abort', refuse, { once: true })
  })
}
