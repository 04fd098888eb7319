import { quote } from '#lib/vocabulary/shell-quote'
/** One API request as a page sends it: what every "Copy as" is made from. */
export interface ApiRequest {
  service: string
  operation: string
  input: object
}

export interface Endpoint {
  url: string
  region: string
}

const targets: Record<string, string> = { ssm: 'AmazonSSM', kms: 'TrentService', quarterdeck: 'Quarterdeck' }

/** True where the aws CLI and the SDKs know the operation; our own operations are curl only. */
export function hasCli(request: ApiRequest): boolean {
  return request.service !== 'quarterdeck'
}

/** A line that runs unchanged in a POSIX shell. */
export function awsCli({ service, operation, input }: ApiRequest, endpoint: Endpoint): string {
  const words = ['aws', service, kebab(operation)]
  const members = Object.entries(input).filter(([, value]) => value !== undefined)
  const flags = members.map(([name, value]) => cliFlag(name, value))
  if (flags.some((flag) => flag === undefined)) words.push('--cli-input-json', quote(JSON.stringify(input)))
  else words.push(...flags.flatMap((flag) => flag ?? []))
  words.push('--endpoint-url', quote(endpoint.url), '--region', quote(endpoint.region))
  return words.join(' ')
}

export function boto3({ service, operation, input }: ApiRequest, endpoint: Endpoint): string {
  const members = Object.entries(input).filter(([, value]) => value !== undefined)
  const lines = members.map(([name, value]) => `    ${name}=${pythonLiteral(value)},`)
  const call = `${service}.${kebab(operation).replaceAll('-', '_')}`
  return [
    'import boto3',
    '',
    `${service} = boto3.client(${pythonLiteral(service)}, endpoint_url=${pythonLiteral(endpoint.url)}, region_name=${pythonLiteral(endpoint.region)})`,
    lines.length === 0 ? `print(${call}())` : `print(${call}(\n${lines.join('\n')}\n))`,
  ].join('\n')
}

/** curl signs by itself; the key comes from the usual environment variables. */
export function curl({ service, operation, input }: ApiRequest, endpoint: Endpoint): string {
  const signing = service === 'quarterdeck' ? 'ssm' : service
  return [
    `curl --aws-sigv4 ${quote(`aws:amz:${endpoint.region}:${signing}`)} --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"`,
    `  -H 'Content-Type: application/x-amz-json-1.1' -H ${quote(`X-Amz-Target: ${targets[service] ?? service}.${operation}`)}`,
    `  --data-raw ${quote(JSON.stringify(input))} ${quote(`${endpoint.url.replace(/\/$/, '')}/`)}`,
  ].join(' \\\n')
}

/** The name that the CLI gives a member or operation: the rule of botocore's xform_name. */
export function kebab(name: string): string {
  const plural = /[A-Z]{2,}s$/.exec(name)?.[0]
  const start = plural ? `${name.slice(0, -plural.length)}-${plural.toLowerCase()}` : name
  return start
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
}

/** Undefined where the CLI would read the value otherwise than meant: a leading dash, `file://`, a list item that looks like JSON. */
function cliFlag(name: string, value: unknown): string[] | undefined {
  const flag = `--${kebab(name)}`
  if (typeof value === 'boolean') return [value ? flag : `--no-${kebab(name)}`]
  if (typeof value === 'number') return [flag, String(value)]
  if (typeof value === 'string') return isPlain(value) ? [flag, quote(value)] : undefined
  const strings = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
  if (!strings) return [flag, quote(JSON.stringify(value))]
  return value.every((item) => isPlain(item) && !/^\s*[[{]/.test(item)) ? [flag, ...value.map(quote)] : undefined
}

function isPlain(value: string): boolean {
  return value !== '' && !value.startsWith('-') && !/^(fileb?|https?):\/\//.test(value)
}

function pythonLiteral(value: unknown): string {
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (value === null || value === undefined) return 'None'
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${pythonLiteral(member)}`)
    return `{${members.join(', ')}}`
  }
  return JSON.stringify(value)
}
