import { execFileSync } from 'node:child_process'
import { networkInterfaces, release, userInfo, version } from 'node:os'
import type { PlatformType } from '#agent/plugins/plugin'
import { readIfThere } from '#agent/state/state-directory'

export interface PlatformName {
  name: string
  version: string
}

export interface PlatformFacts extends PlatformName {
  type: PlatformType
  user: string
}

export function readPlatformFacts(): PlatformFacts {
  const user = userInfo().username
  if (process.platform === 'darwin') return { type: 'MacOS', user, ...parseSwVers(execFileSync('sw_vers', { encoding: 'utf8' })) }
  if (process.platform === 'win32') return { type: 'Windows', user, ...windowsName(version(), release()) }
  return { type: 'Linux', user, ...parseOsRelease(readIfThere('/etc/os-release') ?? readIfThere('/usr/lib/os-release') ?? '') }
}

/** `/etc/os-release`: shell assignments. */
export function parseOsRelease(text: string): PlatformName {
  const values = new Map<string, string>()
  for (const line of text.split('\n')) {
    const found = /^\s*([A-Z][A-Z0-9_]*)=(.*?)\s*$/.exec(line)
    if (found?.[1] !== undefined && found[2] !== undefined) values.set(found[1], unquote(found[2]))
  }
  return { name: values.get('NAME') || 'Linux', version: values.get('VERSION_ID') || values.get('BUILD_ID') || '' }
}

/** What `sw_vers` prints on macOS. */
export function parseSwVers(text: string): PlatformName {
  const field = (name: string) => new RegExp(`^${name}:\\s*(.+?)\\s*$`, 'm').exec(text)?.[1]
  return { name: field('ProductName') ?? 'macOS', version: field('ProductVersion') ?? '' }
}

/** Node's own words for Windows: the edition, and major.minor.build. */
export function windowsName(edition: string, build: string): PlatformName {
  const name = edition.trim().replace(/^(?!Microsoft )/, 'Microsoft ')
  return { name: name === 'Microsoft ' ? 'Microsoft Windows' : name, version: build.trim() }
}

export function localAddress(interfaces = networkInterfaces()): string {
  const outside = Object.values(interfaces).flatMap((addresses) => addresses?.filter((address) => !address.internal) ?? [])
  const usable = outside.filter(({ address }) => !/^(169\.254\.|fe80:)/i.test(address))
  return (usable.find(({ family }) => family === 'IPv4') ?? usable[0])?.address ?? '127.0.0.1'
}

function unquote(value: string): string {
  const quote = value[0]
  if ((quote !== '"' && quote !== "'") || !value.endsWith(quote) || value.length < 2) return value
  const inner = value.slice(1, -1)
  return quote === '"' ? inner.replace(/\\([\\"$`])/g, '$1') : inner
}
