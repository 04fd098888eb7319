import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { blobsContract } from './blobs.contract'
import { createDirectoryBlobs } from './directory-blobs'

async function temporaryFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'qd-blobs-'))
}

blobsContract('blobs in a directory', async () => {
  const folder = await temporaryFolder()
  return {
    blobs: createDirectoryBlobs(path.join(folder, 'not', 'made', 'yet')),
    leftovers: async () => (await readdir(path.join(folder, 'not', 'made', 'yet', '.incoming'))).length,
    stop: () => rm(folder, { recursive: true }),
  }
})

it('lets nobody else read the files, and leaves no empty folders behind', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => rm(folder, { recursive: true }))
  const blobs = createDirectoryBlobs(folder)
  await blobs.put('a/b/c', Buffer.from('secret'))
  expect((await stat(path.join(folder, 'a/b/c'))).mode & 0o777).toBe(0o600)
  expect((await stat(path.join(folder, 'a'))).mode & 0o777).toBe(0o700)
  await blobs.delete('a/b/c')
  expect(await readdir(folder)).toEqual(['.incoming'])
})
