import { expect, it, onTestFinished } from 'vitest'
import { blobsContract } from './blobs.contract'
import { createS3Blobs, type S3Settings } from './s3-blobs'
import { type S3Server, startS3Server } from './testing/s3-server'

function settingsOf(server: S3Server, more: Partial<S3Settings> = {}): S3Settings {
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' }
  return { bucket: server.bucket, region: 'local-1', endpoint: server.url, credentials, ...more }
}

blobsContract('blobs in a bucket', async () => {
  const server = await startS3Server()
  const blobs = createS3Blobs(settingsOf(server, { prefix: 'quarterdeck/' }))
  return {
    blobs,
    leftovers: async () => server.openUploads(),
    async stop() {
      blobs.close()
      await server.stop()
    },
  }
})

it('keeps to its prefix in a bucket that others use too', async () => {
  const server = await startS3Server()
  const [ours, theirs] = [createS3Blobs(settingsOf(server, { prefix: 'ours/' })), createS3Blobs(settingsOf(server))]
  onTestFinished(async () => {
    ours.close()
    theirs.close()
    await server.stop()
  })
  await ours.put('a', Buffer.from('1'))
  await theirs.put('b', Buffer.from('2'))
  expect([...server.objects.keys()]).toEqual(['ours/a', 'b'])
  expect(await ours.list('', { limit: 10 })).toEqual(['a'])
})

it('passes on that the bucket is missing instead of calling the blob absent', async () => {
  const server = await startS3Server()
  const blobs = createS3Blobs(settingsOf(server, { bucket: 'another' }))
  onTestFinished(async () => {
    blobs.close()
    await server.stop()
  })
  await expect(blobs.get('a')).rejects.toThrow(/NoSuchBucket/)
})
