import { expect, it } from 'vitest'
import { parseS3Url } from './s3-url'

it('names store, bucket, keys, prefix and region in one address', () => {
  expect(parseS3Url('s3://AKIA:a%2Fb%40c@store.example.net:9000/fleet/quarterdeck/blobs?region=eu-central-1&tls=off')).toEqual({
    bucket: 'fleet',
    region: 'eu-central-1',
    endpoint: 'http://store.example.net:9000',
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'a/b@c' },
    prefix: 'quarterdeck/blobs/',
  })
})

it('leaves the keys to the environment when it has none, and speaks https', () => {
  expect(parseS3Url('s3://s3.eu-central-1.amazonaws.com/fleet')).toEqual({
    bucket: 'fleet',
    region: 'us-east-1',
    endpoint: 'https://s3.eu-central-1.amazonaws.com',
  })
})

it.each([
  'fleet',
  'https://store/fleet',
  's3:///fleet',
  's3://store',
  's3://store/Fleet',
  's3://store/fleet/.hidden',
  's3://key@store/fleet',
  's3://:secret@store/fleet',
  's3://key:%zz@store/fleet',
  's3://store/fleet?region=a%20b',
  's3://store/fleet?tls=no',
  's3://store/fleet?acl=public',
])('takes %s for no address of a bucket', (text) => {
  expect(parseS3Url(text)).toBeUndefined()
})
