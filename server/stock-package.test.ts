/** A package as a stock agent installs it, call by call on the wire: from SendCommand to the file, its hash and the report. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createControlChannel, upgradeRequest } from '#agent/control-channel/handshake'
import { callOperation, type ControlPlane } from '#agent/control-plane/control-plane'
import { ServerClock } from '#agent/control-plane/server-clock'
import { silentLog } from '#agent/log'
import { makeKeyPair, nodeKeyCredentials } from '#agent/registration/key-pair'
import { zipArchive } from '#agent/testing/zip-archive'
import { messageTypes } from '#lib/wire/control-messages'
import type { Credentials } from '#lib/wire/sigv4'
import { follow, openFrame, type TestAgent } from './control-channel/testing/test-agent'
import { untilEnded } from './fleet/testing/until-ended'
import { startTestServer, type TestServer } from './testing/test-server'

const archive = zipArchive([{ name: 'install.sh', content: 'echo installed\n' }])
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const manifest = JSON.stringify({
  schemaVersion: '2.0',
  version: '1.4.0',
  packages: { _any: { _any: { x86_64: { file: 'tool.zip' } } } },
  files: { 'tool.zip': { checksums: { sha256: sha256(archive) } } },
})

let server: TestServer
let files: Server
let plane: ControlPlane
let nodeId: string
let credentials: Credentials
let channel: TestAgent

/** What the stock agent calls with the credentials of its node. */
const asNode = (operation: string, body: object) => callOperation(plane, operation, { body, credentials })
const asOwner = async (operation: string, input: object) => (await server.aws(`AmazonSSM.${operation}`, input)).body

beforeAll(async () => {
  server = await startTestServer()
  files = createServer((request, response) => void response.writeHead(request.url === '/tool.zip' ? 200 : 404).end(archive))
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
  plane = {
    url: server.secureUrl,
    region: 'local-1',
    ca: readFileSync(server.authorityFile, 'utf8'),
    clock: new ServerClock(silentLog),
  }
  await register()
  await openChannel()
}, 120_000)

afterAll(async () => {
  channel?.socket.terminate()
  files?.close()
  await server?.close()
})

async function register(): Promise<void> {
  const made = await asOwner('CreateActivation', { IamRole: 'stock', RegistrationLimit: 1 })
  const { privateKey, publicKey } = await makeKeyPair()
  const Fingerprint = crypto.randomUUID()
  const asked = { ActivationId: made['ActivationId'], ActivationCode: made['ActivationCode'], Fingerprint }
  const body = { ...asked, PublicKey: publicKey, PublicKeyType: 'Rsa' }
  nodeId = String((await callOperation(plane, 'RegisterManagedInstance', { body }))['InstanceId'])
  const token = await callOperation(plane, 'RequestManagedInstanceRoleToken', {
    body: { Fingerprint },
    credentials: nodeKeyCredentials(nodeId, privateKey),
  })
  credentials = {
    accessKeyId: String(token['AccessKeyId']),
    secretAccessKey: String(token['SecretAccessKey']),
    sessionToken: String(token['SessionToken']),
  }
  await asNode('UpdateInstanceInformation', {
    InstanceId: nodeId,
    AgentName: 'amazon-ssm-agent',
    AgentVersion: '3.3.0.0',
    AgentStatus: 'Active',
    PlatformType: 'Linux',
    PlatformName: 'Ubuntu',
    PlatformVersion: '24.04',
    ComputerName: 'stock',
    IPAddress: '127.0.0.1',
  })
}

async function openChannel(): Promise<void> {
  const token = await createControlChannel(plane, nodeId, credentials)
  const { url, headers } = upgradeRequest(plane, nodeId, credentials)
  channel = await follow(new WebSocket(url, { headers, ca: plane.ca, perMessageDeflate: false }))
  // The frame of a stock agent: without our capabilities, so that nothing of ours comes back.
  channel.socket.send(openFrame(token))
}

async function publish(): Promise<void> {
  const origin = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
  await asOwner('UpdateServiceSetting', { SettingId: '/quarterdeck/documents/attachment-origins', SettingValue: origin })
  await asOwner('CreateDocument', {
    Name: 'my-tool',
    Content: manifest,
    DocumentType: 'Package',
    VersionName: '1.4.0',
    Attachments: [{ Key: 'SourceUrl', Values: [origin] }],
  })
  await expect
    .poll(async () => (await asOwner('DescribeDocument', { Name: 'my-tool' }))['Document'], { timeout: 20_000 })
    .toMatchObject({ Status: 'Active' })
}

interface Job {
  JobId: string
  Content: string
}

async function takeJob(): Promise<Job> {
  const { payload } = await channel.next(messageTypes.job)
  const job = payload as Job
  channel.send(messageTypes.jobAck, {
    jobId: job.JobId,
    acknowledgedMessageId: crypto.randomUUID(),
    createdDate: new Date().toISOString(),
    statusCode: '200',
    errorMessage: 'Successful',
  })
  return job
}

function reply(job: Job, standardOutput: string): void {
  const at = new Date().toISOString()
  const step = { status: 'Success', code: 0, name: 'aws:configurePackage', output: standardOutput, standardOutput }
  const content = {
    additionalInfo: { agent: { lang: 'en-US', name: 'amazon-ssm-agent', os: 'linux', osver: '1', ver: '3.3.0.0' }, dateTime: at },
    documentStatus: 'Success',
    documentTraceOutput: '',
    runtimeStatus: { configurePackage: { ...step, standardError: '', startDateTime: at, endDateTime: at } },
  }
  const topic = 'aws.ssm.sendCommand'
  channel.send(messageTypes.jobReply, { schemaVersion: 1, jobId: job.JobId, content: JSON.stringify(content), topic })
}

/** As the agent does: by the link alone, without a signature. The server of a test is elsewhere than its links say. */
async function download(link: string): Promise<{ status: number; file: Buffer }> {
  const { pathname, search } = new URL(link)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${server.secureUrl}${pathname}${search}`, { ca: plane.ca }, resolve).on('error', reject)
  })
  return { status: answer.statusCode ?? 0, file: await buffer(answer) }
}

describe('a stock agent', () => {
  it('installs a package from the command to the report, with the answers that it expects', async () => {
    await publish()
    const Parameters = { action: ['Install'], name: ['my-tool'], version: ['1.4.0'] }
    const sent = await asOwner('SendCommand', { DocumentName: 'AWS-ConfigureAWSPackage', InstanceIds: [nodeId], Parameters })
    const { CommandId } = sent['Command'] as { CommandId: string }
    const job = await takeJob()
    expect(JSON.parse(job.Content)).toMatchObject({
      Parameters: { action: 'Install', name: 'my-tool', version: '1.4.0' },
      DocumentContent: { mainSteps: [{ action: 'aws:configurePackage' }] },
    })

    const asked = asNode('GetManifest', { PackageName: 'my-tool', PackageVersion: '1.4.0' })
    await expect(asked).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
    expect(await asNode('DescribeDocument', { Name: 'my-tool', VersionName: '1.4.0' })).toMatchObject({
      Document: {
        Status: 'Active',
        DocumentType: 'Package',
        VersionName: '1.4.0',
        AttachmentsInformation: [{ Name: 'tool.zip' }],
      },
    })
    const document = await asNode('GetDocument', { Name: 'my-tool', VersionName: '1.4.0' })
    expect(document).toMatchObject({ Name: 'my-tool', VersionName: '1.4.0', DocumentType: 'Package' })
    expect(JSON.parse(String(document['Content']))).toEqual(JSON.parse(manifest))
    const [attachment] = document['AttachmentsContent'] as {
      Name: string
      Url: string
      Hash: string
      HashType: string
      Size: number
    }[]
    expect(attachment).toMatchObject({ Name: 'tool.zip', HashType: 'Sha256', Hash: sha256(archive), Size: archive.length })

    const link = attachment?.Url ?? ''
    const { status, file } = await download(link)
    expect([status, sha256(file)]).toEqual([200, sha256(archive)])
    expect(await download(link.replace('tool.zip', 'other.zip'))).toMatchObject({ status: 403 })

    const report = {
      PackageName: 'my-tool',
      PackageVersion: '1.4.0',
      PreviousPackageVersion: '',
      Operation: 'Install',
      OverallTiming: 1_200_000_000,
      Result: 0,
      Attributes: { platformName: 'ubuntu', platformVersion: '24.04', architecture: 'x86_64' },
      Steps: [{ Action: 'install', Result: 0, Timing: 300_000_000 }],
    }
    expect(await asNode('PutConfigurePackageResult', report)).toEqual({})
    reply(job, 'Successfully installed my-tool 1.4.0')
    expect(await untilEnded(server, CommandId)).toMatchObject({ Status: 'Success' })
    const invocation = await asOwner('GetCommandInvocation', { CommandId, InstanceId: nodeId })
    expect(invocation).toMatchObject({ Status: 'Success', StandardOutputContent: 'Successfully installed my-tool 1.4.0' })
  }, 60_000)

  it('is told what is wrong with a version that is not there, by the code that it knows', async () => {
    const asked = (operation: string) => asNode(operation, { Name: 'my-tool', VersionName: '9.9.9' })
    await expect(asked('DescribeDocument')).rejects.toMatchObject({ code: 'InvalidDocumentVersion' })
    await expect(asked('GetDocument')).rejects.toMatchObject({ code: 'InvalidDocumentVersion' })
    await expect(asNode('GetDocument', { Name: 'no-such-tool' })).rejects.toMatchObject({ code: 'InvalidDocument' })
  })
})
