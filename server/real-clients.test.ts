/** The clients that people have, unmodified, against the whole server and simulated nodes. */
import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import {
  InvalidActivation,
  InvalidInstanceId,
  paginateDescribeInstanceInformation,
  paginateListCommandInvocations,
  SendCommandCommand,
  SSMClient,
  SSMServiceException,
  waitUntilCommandExecuted,
  GetCommandInvocationCommand,
  DeleteActivationCommand,
} from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Fleet, startFleet } from './fleet/fleet'
import { untilEnded } from './fleet/testing/until-ended'
import { startTestServer, type TestServer } from './testing/test-server'

const run = promisify(execFile)
const nodes = 60

const works = (program: string, ...args: string[]) => spawnSync(program, args).status === 0
const hasAws = works('aws', '--version')
const hasBoto3 = works('python3', '-c', 'import boto3')
// In CI .ci/run installs both: their absence is a fault there.
const isCi = Boolean(process.env['CI'])

let server: TestServer
let fleet: Fleet
let environment: NodeJS.ProcessEnv

beforeAll(async () => {
  server = await startTestServer()
  fleet = await startFleet({
    url: server.secureUrl,
    ca: readFileSync(server.authorityFile, 'utf8'),
    nodes,
    async activate(limit) {
      const { body } = await server.aws('AmazonSSM.CreateActivation', { IamRole: 'simulated', RegistrationLimit: limit })
      return { id: String(body['ActivationId']), code: String(body['ActivationCode']) }
    },
  })
  environment = {
    NODE_ENV: 'test',
    PATH: process.env['PATH'] ?? '',
    AWS_ACCESS_KEY_ID: server.key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.key.secretAccessKey,
    AWS_DEFAULT_REGION: 'local-1',
    AWS_ENDPOINT_URL: server.url,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_PAGER: '',
    HOME: path.dirname(server.authorityFile),
  }
}, 120_000)

afterAll(async () => {
  fleet.stop()
  await server.close()
})

const linuxNodes = () => fleet.nodes.filter(({ machine }) => machine.platformType === 'Linux').map(({ nodeId }) => nodeId)

async function aws(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await run('aws', [...args, '--output', 'json'], {
    env: environment,
    timeout: 60_000,
    maxBuffer: 16 * 1024 * 1024,
  })
  return stdout.trim() === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>)
}

async function awsError(...args: string[]): Promise<string> {
  return aws(...args).then(
    (answer) => `no error: ${JSON.stringify(answer)}`,
    (failure: { stderr?: string }) => String(failure.stderr),
  )
}

describe.skipIf(!hasAws && !isCi)(`the aws CLI${hasAws ? '' : ' (aws is not installed here)'}`, () => {
  it('says who it is', async () => {
    expect(await aws('sts', 'get-caller-identity')).toMatchObject({ Account: '000000000001' })
  }, 60_000)

  it('sends a command, waits for it and reads its output', async () => {
    const [node = ''] = linuxNodes()
    const sent = await aws(
      'ssm',
      'send-command',
      '--document-name',
      'AWS-RunShellScript',
      '--instance-ids',
      node,
      '--parameters',
      'commands=["echo hello","hostname"]',
      '--comment',
      'from the CLI',
    )
    const { CommandId: id } = sent['Command'] as { CommandId: string }
    await aws('ssm', 'wait', 'command-executed', '--command-id', id, '--instance-id', node)
    const invocation = await aws('ssm', 'get-command-invocation', '--command-id', id, '--instance-id', node)
    const name = fleet.nodes.find(({ nodeId }) => nodeId === node)?.name
    expect(invocation).toMatchObject({
      Status: 'Success',
      ResponseCode: 0,
      Comment: 'from the CLI',
      StandardOutputContent: `hello\n${name}\n`,
    })
    const listed = await aws('ssm', 'list-command-invocations', '--command-id', id, '--details')
    expect(listed['CommandInvocations']).toHaveLength(1)
  }, 120_000)

  it('pages through the nodes', async () => {
    const all = await aws('ssm', 'describe-instance-information', '--page-size', '25')
    expect(all['InstanceInformationList']).toHaveLength(nodes)
    const first = await aws('ssm', 'describe-instance-information', '--max-items', '10')
    expect(first['InstanceInformationList']).toHaveLength(10)
    const more = await aws(
      'ssm',
      'describe-instance-information',
      '--max-items',
      '10',
      '--starting-token',
      String(first['NextToken']),
    )
    const idsOf = (page: Record<string, unknown>) =>
      (page['InstanceInformationList'] as { InstanceId: string }[]).map(({ InstanceId }) => InstanceId)
    expect(new Set([...idsOf(first), ...idsOf(more)]).size).toBe(20)
    expect((await aws('ssm', 'list-nodes'))['Nodes']).toHaveLength(nodes)
    const online = await aws(
      'ssm',
      'describe-instance-information',
      '--filters',
      'Key=PingStatus,Values=Online',
      'Key=PlatformTypes,Values=Windows',
    )
    expect(online['InstanceInformationList']).toHaveLength(
      fleet.nodes.filter(({ machine }) => machine.platformType === 'Windows').length,
    )
  }, 120_000)

  it('makes activations, and tags nodes, and targets the tag', async () => {
    const made = await aws(
      'ssm',
      'create-activation',
      '--iam-role',
      'ops',
      '--registration-limit',
      '3',
      '--tags',
      'Key=team,Value=ops',
    )
    expect(made).toMatchObject({ ActivationCode: expect.stringMatching(/^.{20,}$/) as string })
    const described = await aws(
      'ssm',
      'describe-activations',
      '--filters',
      `FilterKey=ActivationIds,FilterValues=${String(made['ActivationId'])}`,
    )
    expect(described['ActivationList']).toMatchObject([{ RegistrationLimit: 3, RegistrationsCount: 0, IamRole: 'ops' }])
    const [one = '', two = ''] = linuxNodes()
    for (const id of [one, two])
      await aws(
        'ssm',
        'add-tags-to-resource',
        '--resource-type',
        'ManagedInstance',
        '--resource-id',
        id,
        '--tags',
        'Key=stage,Value=blue',
      )
    const tags = await aws('ssm', 'list-tags-for-resource', '--resource-type', 'ManagedInstance', '--resource-id', one)
    expect(tags['TagList']).toContainEqual({ Key: 'stage', Value: 'blue' })
    const sent = await aws(
      'ssm',
      'send-command',
      '--document-name',
      'AWS-RunShellScript',
      '--targets',
      'Key=tag:stage,Values=blue',
      '--parameters',
      'commands=true',
    )
    const command = await untilEnded(server, (sent['Command'] as { CommandId: string }).CommandId)
    expect(command).toMatchObject({ Status: 'Success', TargetCount: 2, CompletedCount: 2 })
  }, 120_000)

  it('cancels a command', async () => {
    const [node = ''] = linuxNodes()
    const sent = await aws(
      'ssm',
      'send-command',
      '--document-name',
      'AWS-RunShellScript',
      '--instance-ids',
      node,
      '--parameters',
      'commands="sleep 600"',
    )
    const { CommandId: id } = sent['Command'] as { CommandId: string }
    await aws('ssm', 'cancel-command', '--command-id', id)
    expect(await untilEnded(server, id)).toMatchObject({ Status: 'Cancelled' })
  }, 120_000)

  it('prints errors as AWS words them', async () => {
    const unknown = await awsError(
      'ssm',
      'send-command',
      '--document-name',
      'AWS-RunShellScript',
      '--instance-ids',
      'mi-00000000000000000',
      '--parameters',
      'commands=true',
    )
    expect(unknown).toContain('(InvalidInstanceId) when calling the SendCommand operation')
    const missing = await awsError('ssm', 'get-document', '--name', 'No-Such-Document')
    expect(missing).toContain('(InvalidDocument) when calling the GetDocument operation')
    const code = await run('aws', ['sts', 'get-caller-identity'], {
      env: { ...environment, AWS_SECRET_ACCESS_KEY: 'wrong' },
    }).catch((failure: { stderr: string }) => failure.stderr)
    expect(code).toContain('SignatureDoesNotMatch')
  }, 120_000)
})

const botoScript = `
import json, sys, boto3
from botocore.exceptions import ClientError
ssm = boto3.client('ssm')
ids = [i['InstanceId'] for p in ssm.get_paginator('describe_instance_information').paginate(PaginationConfig={'PageSize': 20}) for i in p['InstanceInformationList']]
targets = json.loads(sys.argv[1])
sent = ssm.send_command(DocumentName='AWS-RunShellScript', InstanceIds=targets, Parameters={'commands': ['echo from boto3']}, MaxConcurrency='100%')['Command']
waiter = ssm.get_waiter('command_executed')
for node in targets:
    waiter.wait(CommandId=sent['CommandId'], InstanceId=node, WaiterConfig={'Delay': 1, 'MaxAttempts': 30})
out = ssm.get_command_invocation(CommandId=sent['CommandId'], InstanceId=targets[0])
pages = list(ssm.get_paginator('list_command_invocations').paginate(CommandId=sent['CommandId'], Details=True, PaginationConfig={'PageSize': 2}))
try:
    ssm.get_command_invocation(CommandId=sent['CommandId'], InstanceId='mi-00000000000000000')
    code = 'none'
except ssm.exceptions.InvocationDoesNotExist as e:
    code = e.response['Error']['Code']
print(json.dumps({
  'ids': len(set(ids)), 'requested': sent['RequestedDateTime'].isoformat(), 'output': out['StandardOutputContent'],
  'invocations': sum(len(p['CommandInvocations']) for p in pages), 'pages': len(pages), 'error': code,
  'account': boto3.client('sts').get_caller_identity()['Account'],
}))
`

describe.skipIf(!hasBoto3 && !isCi)(`boto3${hasBoto3 ? '' : ' (python3 has no boto3 here)'}`, () => {
  it('pages, waits and raises its own exceptions', async () => {
    const targets = linuxNodes().slice(0, 5)
    const { stdout } = await run('python3', ['-c', botoScript, JSON.stringify(targets)], { env: environment, timeout: 90_000 })
    expect(JSON.parse(stdout)).toMatchObject({
      ids: nodes,
      output: 'from boto3\n',
      invocations: 5,
      error: 'InvocationDoesNotExist',
      account: '000000000001',
    })
    const { requested } = JSON.parse(stdout) as { requested: string }
    expect(Math.abs(Date.parse(requested) - Date.now())).toBeLessThan(120_000)
  }, 120_000)
})

describe('the SDK for JavaScript', () => {
  const clientOf = () => new SSMClient({ endpoint: server.url, region: 'local-1', credentials: server.key, maxAttempts: 1 })

  it('pages through nodes and invocations', async () => {
    const client = clientOf()
    const ids = new Set<string>()
    for await (const page of paginateDescribeInstanceInformation({ client, pageSize: 7 }, {}))
      for (const { InstanceId = '' } of page.InstanceInformationList ?? []) ids.add(InstanceId)
    expect(ids).toEqual(new Set(fleet.nodes.map(({ nodeId }) => nodeId)))
    const { Command } = await client.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        InstanceIds: linuxNodes().slice(0, 20),
        Parameters: { commands: ['echo sdk'] },
        MaxConcurrency: '100%',
      }),
    )
    const CommandId = Command?.CommandId ?? ''
    await untilEnded(server, CommandId)
    let seen = 0
    for await (const page of paginateListCommandInvocations({ client, pageSize: 6 }, { CommandId, Details: true })) {
      seen += page.CommandInvocations?.length ?? 0
      for (const { CommandPlugins } of page.CommandInvocations ?? []) expect(CommandPlugins?.[0]?.Output).toBe('sdk\n')
    }
    expect(seen).toBe(20)
    client.destroy()
  })

  it('waits for the end of a command, and reads dates and numbers as such', async () => {
    const client = clientOf()
    const [InstanceId = ''] = linuxNodes()
    const { Command } = await client.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        InstanceIds: [InstanceId],
        Parameters: { commands: ['exit 7'] },
      }),
    )
    expect(Command?.RequestedDateTime).toBeInstanceOf(Date)
    const CommandId = Command?.CommandId ?? ''
    await expect(
      waitUntilCommandExecuted({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 2 }, { CommandId, InstanceId }),
    ).rejects.toThrow(/FAILURE/)
    expect(await client.send(new GetCommandInvocationCommand({ CommandId, InstanceId }))).toMatchObject({
      Status: 'Failed',
      ResponseCode: 7,
    })
    client.destroy()
  })

  it('throws the exception classes of the model', async () => {
    const client = clientOf()
    const unknownNode = client.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        InstanceIds: ['mi-00000000000000000'],
        Parameters: { commands: ['true'] },
      }),
    )
    await expect(unknownNode).rejects.toBeInstanceOf(InvalidInstanceId)
    const failure: unknown = await client
      .send(new DeleteActivationCommand({ ActivationId: '11111111-2222-3333-4444-555555555555' }))
      .catch((thrown: unknown) => thrown)
    expect(failure).toBeInstanceOf(SSMServiceException)
    expect(failure).toMatchObject({ name: 'InvalidActivationId', $metadata: { httpStatusCode: 400 } })
    expect(failure).not.toBeInstanceOf(InvalidActivation)
    client.destroy()
  })
})
