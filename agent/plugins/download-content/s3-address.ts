import { InvalidInputs } from '#agent/plugins/plugin'

/** Where a bucket is: `base` is the address that object keys follow. */
export interface S3Address {
  base: string
  region: string
  /** Without a slash at its beginning; empty for the whole bucket. */
  key: string
}

/**
 * `https://host/bucket/key` of any S3-compatible service, the addresses of AWS with the bucket in the path or in the host, and
 * `s3://bucket/key` at an endpoint.
 */
export function parseS3Path(text: string, given: { endpoint: string; region: string }): S3Address {
  const url = URL.parse(text)
  if (!url) throw new InvalidInputs(`path "${text.slice(0, 200)}" is not an address such as https://host/bucket/key`)
  const address = url.protocol === 's3:' ? atEndpoint(url, given) : atHost(url, given)
  if (address.key.split('/').some((part) => part === '..' || part === '.'))
    throw new InvalidInputs('path must not have . or .. in it')
  return address
}

function atEndpoint(url: URL, { endpoint, region }: { endpoint: string; region: string }): S3Address {
  const origin = endpoint === '' ? `https://s3.${region || 'us-east-1'}.amazonaws.com` : endpoint.replace(/\/+$/, '')
  if (!URL.parse(origin)) throw new InvalidInputs(`endpoint "${endpoint.slice(0, 200)}" is not an address`)
  return { base: `${origin}/${url.host}`, region: region || 'us-east-1', key: keyOf(url.pathname) }
}

const awsHost =
  /^(?:(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.)?s3(?:[.-](?:dualstack\.)?(?<region>[a-z]{2}(?:-[a-z]+)+-\d))?\.amazonaws\.com(?:\.cn)?$/

function atHost(url: URL, given: { region: string }): S3Address {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new InvalidInputs('path must begin with https://, http:// or s3://')
  const found = awsHost.exec(url.hostname)?.groups
  const region = given.region || found?.['region'] || 'us-east-1'
  if (found?.['bucket'] !== undefined) return { base: url.origin, region, key: keyOf(url.pathname) }
  const [, bucket = '', ...rest] = url.pathname.split('/')
  if (bucket === '') throw new InvalidInputs('path names no bucket: it looks like https://host/bucket/key')
  return { base: `${url.origin}/${bucket}`, region, key: keyOf(`/${rest.join('/')}`) }
}

function keyOf(pathname: string): string {
  try {
    return decodeURIComponent(pathname.slice(1).replaceAll('+', '%2B'))
  } catch {
    throw new InvalidInputs('path has a percent sign that does not belong to an escaped character')
  }
}

export function objectUrl({ base }: S3Address, key: string): string {
  const escaped = key
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
    )
  return `${base}/${escaped.join('/')}`
}
