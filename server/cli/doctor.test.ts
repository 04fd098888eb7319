import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createDirectoryBlobs } from '#lib/platform/blobs/directory-blobs'
import { createS3Blobs } from '#lib/platform/blobs/s3-blobs'
import { startS3Server } from '#lib/platform/blobs/testing/s3-server'
import { readConfig } from '#lib/platform/config'
import { checkBlobs } from './doctor'

it('finds a bucket that takes and gives back, and leaves nothing in it', async () => {
  const store = await startS3Server()
  const config = readConfig({ BLOBS_URL: `s3://key:word@${new URL(store.url).host}/${store.bucket}/deck?tls=off` })
  if (!config.blobs) throw new Error('The setting was not taken')
  const blobs = createS3Blobs(config.blobs)
  onTestFinished(async () => {
    blobs.close()
    await store.stop()
  })
  expect(await checkBlobs({ blobs, config })).toMatchObject({ state: 'good' })
  expect(store.objects.size).toBe(0)
})

it('says what to do about a bucket that is not there, without the keys', async () => {
  const store = await startS3Server()
  const config = readConfig({ BLOBS_URL: `s3://key:hunter2@${new URL(store.url).host}/no-such-bucket?tls=off` })
  if (!config.blobs) throw new Error('The setting was not taken')
  const blobs = createS3Blobs(config.blobs)
  onTestFinished(async () => {
    blobs.close()
    await store.stop()
  })
  const finding = await checkBlobs({ blobs, config })
  expect(finding).toMatchObject({ state: 'bad', text: expect.stringContaining('NoSuchBucket') })
  expect(finding.advice).toContain('BLOBS_URL')
  expect(JSON.stringify(finding)).not.toContain('hunter2')
})

it('looks at the folder when there is no bucket', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'qd-doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const config = readConfig({ QUARTERDECK_DATA: folder })
  const blobs = createDirectoryBlobs(path.join(folder, 'blobs'))
  expect(await checkBlobs({ blobs, config })).toMatchObject({ state: 'good', text: path.join(folder, 'blobs') })
})
