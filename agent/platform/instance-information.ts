import { failureDelay, type Random } from '#agent/control-channel/backoff'
import { callOperation, type ControlPlane } from '#agent/control-plane/control-plane'
import { Sleep } from '#agent/control-plane/sleep'
import { type AgentLog, reasonOf } from '#agent/log'
import { localAddress, type PlatformFacts } from '#agent/platform/platform-facts'
import type { RoleCredentials } from '#agent/registration/role-credentials'
import type { Registration } from '#agent/state/registration'
import { agentName, agentVersion } from '#agent/version'

export interface InstanceInformationOptions {
  plane: ControlPlane
  credentials: RoleCredentials
  registration: Registration
  facts: PlatformFacts
  log: AgentLog
  random: Random
}

const every = 5 * 60_000

/** Tells the server what this machine is, at start and every five minutes. */
export async function reportInstanceInformation(options: InstanceInformationOptions, signal: AbortSignal): Promise<void> {
  const sleep = new Sleep()
  for (let failures = 0; !signal.aborted; ) {
    const credentials = await options.credentials.current()
    if (signal.aborted) return
    try {
      await callOperation(options.plane, 'UpdateInstanceInformation', { body: informationOf(options), credentials })
      failures = 0
    } catch (thrown) {
      failures += 1
      options.log.warn('the server did not take what this machine reports about itself', { reason: reasonOf(thrown) })
    }
    await sleep.for(failures > 0 ? failureDelay(failures, options.random) : every, signal)
  }
}

function informationOf({ registration, facts }: InstanceInformationOptions): object {
  return {
    AgentName: agentName,
    AgentStatus: 'Active',
    AgentUser: facts.user,
    AgentVersion: agentVersion,
    ComputerName: registration.name,
    IPAddress: localAddress(),
    InstanceId: registration.nodeId,
    PlatformName: facts.name,
    PlatformType: facts.type,
    PlatformVersion: facts.version,
    SSMConnectionChannel: 'ssmmessages',
  }
}
