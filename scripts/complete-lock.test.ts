import { describe, expect, it } from 'vitest'
import { completeLock } from './complete-lock.mjs'

interface Entry {
  version: string
  resolved?: string
  dev?: boolean
  optionalDependencies?: Record<string, string>
}

function lockOf(packages: Record<string, Entry>): { packages: Record<string, Entry> } {
  return { packages }
}

describe('completing the lock', () => {
  it('adds the platform packages that npm left out, with what keeps them off other platforms', () => {
    const lock = lockOf({
      '': { version: '1.0.0' },
      'node_modules/tool': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: { '@tool/darwin-arm64': '2.0.0', '@tool/linux-x64-musl': '2.0.0', '@tool/win32-ia32': '^2.1.0' },
      },
    })
    expect(completeLock(lock)).toHaveLength(3)
    const optional = { dev: true, optional: true }
    expect(lock.packages).toMatchObject({
      'node_modules/@tool/darwin-arm64': { version: '2.0.0', cpu: ['arm64'], os: ['darwin'], ...optional },
      'node_modules/@tool/linux-x64-musl': { version: '2.0.0', cpu: ['x64'], os: ['linux'], libc: ['musl'], ...optional },
      'node_modules/@tool/win32-ia32': { version: '2.1.0', cpu: ['ia32'], os: ['win32'], ...optional },
    })
    expect(completeLock(lock)).toEqual([])
  })

  it('puts a second version below the package that wants it', () => {
    const lock = lockOf({
      'node_modules/@tool/linux-arm64': { version: '1.0.0' },
      'node_modules/tool': { version: '2.0.0', optionalDependencies: { '@tool/linux-arm64': '2.0.0' } },
    })
    expect(completeLock(lock)).toEqual(['node_modules/tool/node_modules/@tool/linux-arm64'])
  })

  it('finds what is installed further up, and leaves packages of no platform alone', () => {
    const lock = lockOf({
      'node_modules/@tool/linux-x64': { version: '2.0.0' },
      'node_modules/a/node_modules/tool': {
        version: '2.0.0',
        optionalDependencies: { '@tool/linux-x64': '2.0.0', plain: '1.0.0' },
      },
    })
    expect(completeLock(lock)).toEqual([])
  })

  it('drops the addresses of registries', () => {
    const lock = lockOf({ 'node_modules/a': { version: '1.0.0', resolved: 'somewhere' } })
    completeLock(lock)
    expect(lock.packages['node_modules/a']).toEqual({ version: '1.0.0' })
  })
})
