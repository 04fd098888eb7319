import { readFileSync, writeFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { nodeHasher } from '#agent/control-plane/node-hasher'
import { parseS3Path, objectUrl } from '#agent/plugins/download-content/s3-address'
import { filesIn, sum, downloadTests } from '#agent/testing/downloads'
import { type S3Server, startS3Server } from '#lib/platform/blobs/testing/s3-server'
import { signRequest } from '#lib/wire/sigv4'

const { at, onEnd, download, staged } = downloadTests()

describe('the place of an object', () => {
  it.each([
    ['https://s3.amazonaws.com/b/a/c.sh', 'https://s3.amazonaws.com/b/a/c.sh', 'us-east-1'],
    ['https://s3.eu-west-1.amazonaws.com/b/a', 'https://s3.eu-west-1.amazonaws.com/b/a', 'eu-west-1'],
    ['https://s3-eu-west-1.amazonaws.com/b/a', 'https://s3-eu-west-1.amazonaws.com/b/a', 'eu-west-1'],
    ['https://my.bucket.s3.eu-west-1.amazonaws.com/a', 'https://my.bucket.s3.eu-west-1.amazonaws.com/a', 'eu-west-1'],
    ['https://bkt.s3.amazonaws.com/a%20(1)', 'https://bkt.s3.amazonaws.com/a%20%281%29', 'us-east-1'],
    ['https://minio.example.test:9000/b/a', 'https://minio.example.test:9000/b/a', 'us-east-1'],
    ['s3://b/a', 'https://s3.us-east-1.amazonaws.com/b/a', 'us-east-1'],
  ])('of %s is %s', (text, url, region) => {
    const address = parseS3Path(text, { endpoint: '', region: '' })
    expect([objectUrl(address, address.key), address.region]).toEqual([url, region])
  })

  it('may be at an endpoint', () => {
    const address = parseS3Path('s3://b/a/c', { endpoint: 'https://minio.example.test/', region: 'here' })
    expect([objectUrl(address, address.key), address.region]).toEqual(['https://minio.example.test/b/a/c', 'here'])
  })
})

describe('from S3', () => {
  let s3: S3Server
  const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' }
  beforeEach(async () => {
    s3 = await startS3Server()
    onEnd(s3.stop)
  })

  async function put(key: string, content: string): Promise<void> {
    const url = `${s3.url}/${s3.bucket}/${key.split('/').map(encodeURIComponent).join('/')}`
    const signing = {
      method: 'PUT',
      url,
      headers: {},
      credentials: keys,
      region: 'x',
      service: 's3',
      date: new Date(),
      hasher: nodeHasher,
    }
    await fetch(url, { method: 'PUT', body: content, headers: signRequest({ ...signing, body: Buffer.from(content) }) })
  }
  const info = (key: string, more: object = {}) => ({
    path: `${s3.url}/${s3.bucket}/${key}`,
    allowInsecureDownload: true,
    ...keys,
    ...more,
  })

  it('takes one object', async () => {
    await put('scripts/a b+ü.sh', 'echo a')
    const step = await download('S3', info('scripts/a%20b+%C3%BC.sh', { sha256: sum('echo a') }))
    expect([step.standardError, step.status]).toEqual(['', 'Success'])
    expect(readFileSync(at('out/a b+ü.sh'), 'utf8')).toBe('echo a')
  })

  it('takes all below a key as a directory, also when there are many', async () => {
    const names = Array.from({ length: 1_003 }, (_, index) => `many/${index % 7}/${index}`)
    await Promise.all(names.map((name) => put(name, name)))
    await put('many-not/x', 'x')
    const step = await download('S3', info('many'))
    expect([step.standardError, step.status]).toEqual(['', 'Success'])
    expect(filesIn(at('out'))).toHaveLength(names.length)
    expect(readFileSync(at('out/3/10'), 'utf8')).toBe('many/3/10')
  }, 60_000)

  it('counts all objects together against the limit, and keeps none', async () => {
    for (const name of ['a', 'b', 'c']) await put(`big/${name}`, 'x'.repeat(40_000))
    expect(await download('S3', info('big/'))).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('bytes'),
    })
    expect([filesIn(at('out')), staged()]).toEqual([[], []])
  })

  it('takes the keys of the node when the document gives none', async () => {
    await put('a', 'a')
    const { accessKeyId: _, secretAccessKey: __, ...open } = info('a')
    expect(await download('S3', open)).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('AccessDenied') })
    writeFileSync(
      at('credentials'),
      '[other]\naws_access_key_id = no\n[default]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example\n',
    )
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = at('credentials')
    try {
      expect((await download('S3', open)).status).toBe('Success')
    } finally {
      delete process.env['AWS_SHARED_CREDENTIALS_FILE']
    }
  })

  it('refuses keys that would leave the directory', async () => {
    await put('tree//x', 'x')
    expect(await download('S3', info('tree/'))).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('cannot be a file'),
    })
    expect(await download('S3', { ...info('tree/'), path: `${s3.url}/${s3.bucket}/tree/%2e%2e%2fx` })).toMatchObject({
      status: 'Failed',
    })
    expect(filesIn(at('out'))).toEqual([])
  })

  it.each([
    ['nothing', /no object nothing/],
    ['nothing/', /no object nothing/],
  ])('says that %s is not there', async (key, problem) => {
    expect(await download('S3', info(key))).toMatchObject({ status: 'Failed', standardError: expect.stringMatching(problem) })
  })

  it('says that the bucket is not there', async () => {
    const wrong = { ...info('a'), path: `${s3.url}/another/a` }
    expect(await download('S3', wrong)).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('NoSuchBucket'),
    })
  })
})
