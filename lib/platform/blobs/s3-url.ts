import type { S3Settings } from './s3-blobs'

export const s3UrlForm = 's3://ACCESS_KEY:SECRET@HOST:PORT/BUCKET/PREFIX?region=REGION'

/** One address for all there is to say of a bucket; `undefined` when it is none. Never shown whole: it holds the secret. */
export function parseS3Url(text: string): S3Settings | undefined {
  const url = URL.parse(text)
  if (url?.protocol !== 's3:' || url.hostname === '') return undefined
  const [bucket = '', ...folders] = url.pathname.split('/').filter((part) => part !== '')
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) return undefined
  if (!folders.every((folder) => /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/.test(folder))) return undefined
  const known = new Set(['region', 'tls'])
  const { region = 'us-east-1', tls = 'on' } = Object.fromEntries(url.searchParams)
  if ([...url.searchParams.keys()].some((name) => !known.has(name)) || !/^(on|off)$/.test(tls)) return undefined
  if (!/^[A-Za-z0-9-]{1,100}$/.test(region)) return undefined
  const credentials = credentialsOf(url)
  if (credentials === 'wrong') return undefined
  return {
    bucket,
    region,
    endpoint: `${tls === 'on' ? 'https' : 'http'}://${url.host}`,
    ...(credentials && { credentials }),
    ...(folders.length > 0 && { prefix: `${folders.join('/')}/` }),
  }
}

/** Both or neither; a slash or an @ in a secret is percent-encoded. */
function credentialsOf({ username, password }: URL): S3Settings['credentials'] | 'wrong' {
  if (username === '' && password === '') return undefined
  if (username === '' || password === '') return 'wrong'
  try {
    return { accessKeyId: decodeURIComponent(username), secretAccessKey: decodeURIComponent(password) }
  } catch {
    return 'wrong'
  }
}
