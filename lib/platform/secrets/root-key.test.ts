import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadRootKey } from './root-key'

describe('the root key', () => {
  let folder: string
  const file = (): string => path.join(folder, 'keys', 'root.key')

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'qd-key-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is made once, readable by its owner only', async () => {
    const first = await loadRootKey(folder, undefined)
    expect(first.length).toBe(32)
    expect(Buffer.from(await loadRootKey(folder, undefined)).equals(first)).toBe(true)
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect((await stat(path.dirname(file()))).mode & 0o777).toBe(0o700)
  })

  it('is the same for processes that start at once, and leaves no part behind', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => loadRootKey(folder, undefined)))
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1)
    expect(await readdir(path.dirname(file()))).toEqual(['root.key'])
  })

  it('takes back rights that a copy has widened', async () => {
    await loadRootKey(folder, undefined)
    await chmod(file(), 0o644)
    await loadRootKey(folder, undefined)
    expect((await stat(file())).mode & 0o777).toBe(0o600)
  })

  it('comes from the environment when given, without touching the disk', async () => {
    const key = randomBytes(32)
    expect(Buffer.from(await loadRootKey(folder, key.toString('base64'))).equals(key)).toBe(true)
    expect(await readdir(folder)).toEqual([])
  })

  it.each([0, 31, 33])('is refused with %i bytes', async (length) => {
    await loadRootKey(folder, undefined)
    await writeFile(file(), randomBytes(length))
    await expect(loadRootKey(folder, undefined)).rejects.toThrow(`has ${length} bytes instead of 32`)
  })

  it('names the setting when the given key is not one', async () => {
    await expect(loadRootKey(folder, 'short')).rejects.toThrow(/QUARTERDECK_ROOT_KEY has 3 bytes instead of 32/)
  })
})
