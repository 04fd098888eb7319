import type { PlatformType } from '#agent/plugins/plugin'

/** What a simulated node says it is. */
export interface Machine {
  platformName: string
  platformType: PlatformType
  platformVersion: string
  agentUser: string
}

export interface MixPart {
  machine: Machine
  /** In percent of the fleet. */
  share: number
}

const linux = (platformName: string, platformVersion: string): Machine => ({
  platformName,
  platformType: 'Linux',
  platformVersion,
  agentUser: 'root',
})

export const usualMix: readonly MixPart[] = [
  { machine: linux('Ubuntu', '24.04'), share: 45 },
  { machine: linux('Debian GNU/Linux', '12'), share: 20 },
  { machine: linux('Red Hat Enterprise Linux', '9.4'), share: 20 },
  {
    machine: {
      platformName: 'Microsoft Windows Server 2022 Datacenter',
      platformType: 'Windows',
      platformVersion: '10.0.20348',
      agentUser: 'SYSTEM',
    },
    share: 10,
  },
  { machine: { platformName: 'macOS', platformType: 'MacOS', platformVersion: '15.1', agentUser: 'root' }, share: 5 },
]

/** Spreads the parts evenly, so that every stretch of the list has about the whole's mix: weighted round robin. */
export function mixMachines(mix: readonly MixPart[], count: number): readonly Machine[] {
  const parts = mix.map(({ machine, share }) => ({ machine, share, credit: 0 }))
  const whole = parts.reduce((sum, { share }) => sum + share, 0)
  return Array.from({ length: count }, () => {
    for (const part of parts) part.credit += part.share
    const next = parts.reduce((best, part) => (part.credit > best.credit ? part : best))
    next.credit -= whole
    return next.machine
  })
}

/** `web-001`; wider numbers for larger fleets. */
export function nodeName(prefix: string, index: number): string {
  return `${prefix}${String(index + 1).padStart(3, '0')}`
}

/** In the block that documentation of private networks uses, 10.0.0.0/8. */
export function nodeAddress(index: number): string {
  return `10.20.${Math.floor(index / 250) % 256}.${(index % 250) + 1}`
}
