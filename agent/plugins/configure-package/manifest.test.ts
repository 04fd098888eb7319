import { describe, expect, it } from 'vitest'
import { chooseArchive, packagePlatform, parseManifest } from '#agent/plugins/configure-package/manifest'

const hash = 'a'.repeat(64)
const archive = (file: string) => ({ x86_64: { file } })
const manifest = {
  schemaVersion: '2.0',
  version: '1.0',
  packages: {
    ubuntu: {
      '24.04': archive('exact'),
      '2*': archive('two'),
      '22.*': archive('twenty-two'),
      _any: { arm64: { file: 'arm' }, x86_64: { file: 'ubuntu' } },
    },
    debian: { _any: { _any: { file: 'debian' } } },
    _any: { _any: { _any: { file: 'other' } } },
  },
  files: Object.fromEntries(
    ['exact', 'two', 'twenty-two', 'arm', 'ubuntu', 'debian', 'other'].map((name) => [name, { checksums: { sha256: hash } }]),
  ),
}

describe('the archive for a machine', () => {
  it.each([
    ['Ubuntu', '24.04', 'x64', 'exact'],
    ['Ubuntu', '22.04', 'x64', 'twenty-two'],
    ['Ubuntu', '20.04', 'x64', 'two'],
    ['Ubuntu', '18.04', 'x64', 'ubuntu'],
    ['Ubuntu', '18.04', 'arm64', 'arm'],
    ['Ubuntu', '24.04', 'arm64', 'other'],
    ['Debian GNU/Linux', '12', 'ia32', 'debian'],
    ['Arch Linux', 'rolling', 'x64', 'other'],
    ['Microsoft Windows Server 2022', '10', 'x64', 'other'],
  ])('of %s %s on %s is %s', (name, version, arch, file) => {
    const chosen = chooseArchive(parseManifest(JSON.stringify(manifest), 'P'), packagePlatform({ name, version }, arch))
    expect(chosen).toEqual({ file, sha256: hash })
  })

  it('may be missing', () => {
    const only = { ...manifest, packages: { windows: { _any: archive('exact') } } }
    expect(
      chooseArchive(parseManifest(JSON.stringify(only), 'P'), packagePlatform({ name: 'Ubuntu', version: '1' }, 'x64')),
    ).toBeUndefined()
  })
})

describe('a manifest', () => {
  it.each([
    ['{', /not JSON/],
    ['{}', /no version/],
    ['{"version":"1"}', /lacks packages or files/],
    [JSON.stringify({ ...manifest, files: {} }), /names a file that is not among files/],
    [JSON.stringify({ ...manifest, files: { exact: {} } }), /exact has no SHA-256 checksum/],
    [JSON.stringify({ ...manifest, packages: { ubuntu: 'all' } }), /names a file/],
  ])('%s is refused', (text, problem) => expect(() => parseManifest(text, 'P')).toThrow(problem))
})
