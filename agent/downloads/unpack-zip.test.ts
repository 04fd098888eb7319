import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unpackZip } from '#agent/downloads/unpack-zip'
import { temporaryDirectory } from '#agent/testing/agent-process'
import { type ZipFile, zipArchive } from '#agent/testing/zip-archive'

let directory: ReturnType<typeof temporaryDirectory>
beforeEach(() => {
  directory = temporaryDirectory()
})
afterEach(() => directory.remove())

const at = (...names: string[]) => path.join(directory.path, ...names)

function unpack(archive: Buffer, limit = 10_000): Promise<number> {
  writeFileSync(at('a.zip'), archive)
  mkdirSync(at('out'), { recursive: true })
  return unpackZip(at('a.zip'), at('out'), { limit, signal: new AbortController().signal })
}

const files: readonly ZipFile[] = [
  { name: 'install.sh', content: 'echo '.repeat(200), mode: 0o100755 },
  { name: 'lib/', content: '' },
  { name: 'lib/a/b.txt', content: 'text ü' },
  { name: 'empty', content: '' },
]

describe('unpacking', () => {
  it('gives the files with their permissions', async () => {
    expect(await unpack(zipArchive(files))).toBe(4)
    expect(readFileSync(at('out/install.sh'), 'utf8')).toBe('echo '.repeat(200))
    expect(readFileSync(at('out/lib/a/b.txt'), 'utf8')).toBe('text ü')
    expect(readFileSync(at('out/empty'), 'utf8')).toBe('')
    expect([statSync(at('out/install.sh')).mode & 0o777, statSync(at('out/lib/a/b.txt')).mode & 0o777]).toEqual([0o755, 0o644])
  })

  it.each<[string, Buffer, RegExp]>([
    ['no archive', Buffer.from('hello'), /no zip archive/],
    ['half an archive', zipArchive(files).subarray(200), /wrong|where the list says/],
    ['a way up', zipArchive([{ name: '../x', content: 'x' }]), /would leave its directory/],
    ['a way up in the words of Windows', zipArchive([{ name: 'a\\..\\..\\x', content: 'x' }]), /would leave its directory/],
    ['an absolute name', zipArchive([{ name: '/tmp/x', content: 'x' }]), /would leave its directory/],
    ['a link', zipArchive([{ name: 'a', content: '/etc/passwd', mode: 0o120777 }]), /is a link/],
    ['too much', zipArchive([{ name: 'a', content: 'x'.repeat(10_001) }]), /10001 bytes/],
    ['other content', tampered(), /checksum|longer|unexpected|invalid/i],
  ])('refuses %s', async (_name, archive, problem) => {
    await expect(unpack(archive)).rejects.toThrow(problem)
    expect(readdirSync(directory.path).sort()).toEqual(['a.zip', 'out'])
  })
})

/** A checksum that is not the one of the content. */
function tampered(): Buffer {
  const archive = zipArchive([{ name: 'a', content: 'some text' }])
  const entry = archive.indexOf('PK\x01\x02')
  archive.writeUInt32LE(1, entry + 16)
  return archive
}
