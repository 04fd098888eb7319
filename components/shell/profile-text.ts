/** How tools reach this installation: what every block of text on the API pages is made from. */
export interface ClientSettings {
  /** `http://localhost:8080` or `https://ssm.example.test:8443`. */
  url: string
  region: string
  accessKeyId?: string | undefined
  secretAccessKey?: string | undefined
}

export const profileName = 'quarterdeck'
/** Where the blocks expect the installation's certificate authority. */
export const caFile = '~/.aws/quarterdeck-ca.pem'

const noKeyId = 'YOUR_ACCESS_KEY_ID'
const noSecret = 'YOUR_SECRET_ACCESS_KEY'

export function isPlainHttp(url: string): boolean {
  return url.startsWith('http:')
}

/** Pasted into a shell, it adds the profile. The CLI does not read `~` in `ca_bundle`, so the shell has to write the path. */
export function cliProfile(settings: ClientSettings): string {
  const { url, region } = settings
  return [
    'mkdir -p ~/.aws && cat >> ~/.aws/config <<EOF',
    `[profile ${profileName}]`,
    `region = ${region}`,
    `endpoint_url = ${url}`,
    ...(isPlainHttp(url) ? [] : [`ca_bundle = ${caFile.replace('~', '$HOME')}`]),
    ...keyLines(settings),
    'EOF',
  ].join('\n')
}

function keyLines({ accessKeyId = noKeyId, secretAccessKey = noSecret }: ClientSettings): string[] {
  return [`aws_access_key_id = ${accessKeyId}`, `aws_secret_access_key = ${secretAccessKey}`]
}

export function environment({ url, region, accessKeyId = noKeyId, secretAccessKey = noSecret }: ClientSettings): string {
  return [
    `export AWS_ENDPOINT_URL=${url}`,
    `export AWS_REGION=${region}`,
    ...(isPlainHttp(url) ? [] : [`export AWS_CA_BUNDLE=${caFile.replace('~', '$HOME')}`]),
    `export AWS_ACCESS_KEY_ID=${accessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
  ].join('\n')
}

/** The shape that `aws iam create-access-key` prints, plus where to send requests. */
export function keyJson({ url, region, accessKeyId, secretAccessKey }: ClientSettings): string {
  return JSON.stringify({ AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Region: region, EndpointUrl: url }, null, 2)
}

export function pythonClient({ url, region, accessKeyId, secretAccessKey }: ClientSettings): string {
  const verify = isPlainHttp(url) ? [] : [`    verify=os.path.expanduser(${JSON.stringify(caFile)}),`]
  const keys =
    accessKeyId && secretAccessKey
      ? [`    aws_access_key_id=${JSON.stringify(accessKeyId)},`, `    aws_secret_access_key=${JSON.stringify(secretAccessKey)},`]
      : []
  return [
    ...(verify.length > 0 ? ['import os', ''] : []),
    'import boto3',
    '',
    'ssm = boto3.client(',
    '    "ssm",',
    `    endpoint_url=${JSON.stringify(url)},`,
    `    region_name=${JSON.stringify(region)},`,
    ...verify,
    ...keys,
    ')',
    'print(ssm.describe_instance_information()["InstanceInformationList"])',
  ].join('\n')
}

export function terraformProvider({ url, region }: ClientSettings): string {
  return [
    'provider "aws" {',
    `  region  = ${JSON.stringify(region)}`,
    `  profile = ${JSON.stringify(profileName)}`,
    '',
    '  endpoints {',
    `    ssm = ${JSON.stringify(url)}`,
    `    sts = ${JSON.stringify(url)}`,
    '  }',
    ...(isPlainHttp(url) ? [] : ['', `  custom_ca_bundle = pathexpand(${JSON.stringify(caFile)})`]),
    '}',
  ].join('\n')
}

/** The first call everybody makes. */
export function firstCall(): string {
  return `aws sts get-caller-identity --profile ${profileName}`
}

export function fetchCa(url: string): string {
  return `mkdir -p ~/.aws && curl -k -o ${caFile} ${url}/agent/ca.pem`
}
