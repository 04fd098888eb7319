import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { quote } from '#lib/vocabulary/shell-quote'
import { awsCli, boto3, curl, hasCli, kebab } from './copy-as'

const endpoint = { url: 'https://ssm.example.test:8443', region: 'eu-1' }
const nasty = `it's "quoted" $HOME \`id\` \\ !x\n\ttwo # three & four`

/** What a real shell hands to the program. */
function words(line: string): string[] {
  const out = execFileSync('sh', ['-c', `aws() { for word in "$@"; do printf '%s\\0' "$word"; done; }; ${line}`])
  return out.toString().split('\0').slice(0, -1)
}

test.each([
  ['SendCommand', 'send-command'],
  ['InstanceIds', 'instance-ids'],
  ['OutputS3BucketName', 'output-s3-bucket-name'],
  ['CloudWatchOutputConfig', 'cloud-watch-output-config'],
  ['ServiceRoleArn', 'service-role-arn'],
  ['TargetARNs', 'target-arns'],
])('%s is %s to the CLI', (name, flag) => expect(kebab(name)).toBe(flag))

describe('aws CLI', () => {
  const input = {
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: ['mi-0a', 'mi-0b'],
    Parameters: { commands: [nasty] },
    TimeoutSeconds: 60,
    Comment: nasty,
  }
  test('comes out of a shell as it went in', () => {
    const line = awsCli({ service: 'ssm', operation: 'SendCommand', input }, endpoint)
    expect(words(line)).toEqual([
      'ssm',
      'send-command',
      '--document-name',
      'AWS-RunShellScript',
      '--instance-ids',
      'mi-0a',
      'mi-0b',
      '--parameters',
      JSON.stringify(input.Parameters),
      '--timeout-seconds',
      '60',
      '--comment',
      nasty,
      '--endpoint-url',
      endpoint.url,
      '--region',
      'eu-1',
    ])
  })

  test.each([
    ['a leading dash', { Comment: '-rf' }],
    ['a parameter file', { Comment: 'file:///etc/passwd' }],
    ['a list item like JSON', { InstanceIds: ['[1]'] }],
    ['an empty string', { Comment: '' }],
  ])('falls back to --cli-input-json for %s', (_, given) => {
    const said = words(awsCli({ service: 'ssm', operation: 'SendCommand', input: given }, endpoint))
    expect(said.slice(2, 4)).toEqual(['--cli-input-json', JSON.stringify(given)])
  })

  test('writes booleans as flags and leaves out what is undefined', () => {
    const line = awsCli(
      { service: 'ssm', operation: 'GetParameter', input: { Name: '/a b', WithDecryption: false, X: undefined } },
      endpoint,
    )
    expect(words(line).slice(2, 5)).toEqual(['--name', '/a b', '--no-with-decryption'])
  })
})

test('boto3 gets Python literals', () => {
  const text = boto3(
    {
      service: 'ssm',
      operation: 'DescribeInstanceInformation',
      input: { MaxResults: 5, Flag: true, Filters: [{ Key: 'a', Values: ['x"y'] }] },
    },
    endpoint,
  )
  expect(text).toContain(
    'ssm.describe_instance_information(\n    MaxResults=5,\n    Flag=True,\n    Filters=[{"Key": "a", "Values": ["x\\"y"]}],\n)',
  )
  expect(text).toContain('endpoint_url="https://ssm.example.test:8443"')
})

test('curl names the target and quotes the body', () => {
  const text = curl({ service: 'ssm', operation: 'SendCommand', input: { Comment: "it's" } }, endpoint)
  expect(text).toContain("-H 'X-Amz-Target: AmazonSSM.SendCommand'")
  expect(text).toContain(`--data-raw '{"Comment":"it'\\''s"}'`)
  expect(text).toContain('aws:amz:eu-1:ssm')
})

test('our own operations are curl only', () => {
  const request = { service: 'quarterdeck', operation: 'ListAuditRecords', input: {} }
  expect(hasCli(request)).toBe(false)
  expect(curl(request, endpoint)).toContain("'X-Amz-Target: Quarterdeck.ListAuditRecords'")
})

test('quotes only where the shell needs it', () => {
  expect([quote('mi-0a'), quote('a b'), quote("it's"), quote('')]).toEqual(['mi-0a', "'a b'", "'it'\\''s'", "''"])
})
