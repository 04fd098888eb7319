/** The documents that come with the program, sent to a real agent, which fetches what they name. */
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerAgent } from '#agent/registration/register-agent'
import { AgentProcess, bundleAgent } from '#agent/testing/agent-process'
import { startFileServer } from '#agent/testing/file-server'
import { commit, git } from '#agent/testing/git-server'
import { zipArchive } from '#agent/testing/zip-archive'
import { untilEnded } from './fleet/testing/until-ended'
import { startTestServer, type TestServer } from './testing/test-server'

let server: TestServer
let agent: AgentProcess
let nodeId: string
let folder: string
let files: Awaited<ReturnType<typeof startFileServer>>
const served = new Map<string, Buffer>()

beforeAll(async () => {
  server = await startTestServer()
  folder = path.join(path.dirname(server.authorityFile), '..', 'work')
  mkdirSync(path.join(folder, 'bin'), { recursive: true })
  files = await startFileServer({
    '/*': (request, response) => {
      const file = served.get(request.url ?? '')
      response.writeHead(file ? 200 : 404).end(file)
    },
  })
  const { body } = await server.aws('AmazonSSM.CreateActivation', { IamRole: 'real', RegistrationLimit: 1 })
  const stateDirectory = path.join(folder, 'agent')
  const registered = await registerAgent({
    url: server.secureUrl,
    ca: readFileSync(server.authorityFile, 'utf8'),
    activationId: String(body['ActivationId']),
    activationCode: String(body['ActivationCode']),
    stateDirectory,
  })
  nodeId = registered.nodeId
  const searchPath = `${path.join(folder, 'bin')}:/usr/local/bin:/usr/bin:/bin`
  agent = new AgentProcess(await bundleAgent(folder), stateDirectory, { QUARTERDECK_SCRIPT_PATH: searchPath })
}, 120_000)

afterAll(async () => {
  await agent?.end()
  await files?.stop()
  await server?.close()
})

interface Invocation {
  Status: string
  StatusDetails: string
  ResponseCode: number
  StandardOutputContent: string
  StandardErrorContent: string
}

/** Sends a document and gives what one of its steps did. */
async function send(DocumentName: string, Parameters: Record<string, string[]>, PluginName?: string): Promise<Invocation> {
  const { body, status } = await server.aws('AmazonSSM.SendCommand', { DocumentName, InstanceIds: [nodeId], Parameters })
  if (status !== 200) throw new Error(JSON.stringify(body))
  const { CommandId } = body['Command'] as { CommandId: string }
  await untilEnded(server, CommandId)
  const asked = { CommandId, InstanceId: nodeId, ...(PluginName !== undefined && { PluginName }) }
  const answer = await server.aws('AmazonSSM.GetCommandInvocation', asked)
  return answer.body as unknown as Invocation
}

function serve(name: string, content: string | Buffer): { url: string; allowInsecureDownload: string } {
  served.set(name, Buffer.from(content))
  return { url: `${files.url}${name}`, allowInsecureDownload: 'true' }
}

/** A program in the place of another on the node: it tells how it was called. */
function program(name: string, lines: string): void {
  const file = path.join(folder, 'bin', name)
  writeFileSync(file, `#!/bin/sh\n${lines}\n`)
  chmodSync(file, 0o755)
}

describe('scripts', () => {
  it('AWS-RunShellScript runs lines where it is told to', async () => {
    const parameters = { commands: ['pwd', 'echo "a  b"'], workingDirectory: [folder] }
    expect(await send('AWS-RunShellScript', parameters)).toMatchObject({
      Status: 'Success',
      StandardOutputContent: `${folder}\na  b\n`,
    })
  })

  it('AWS-RunPowerShellScript says that PowerShell is missing, and else hands it the script', async () => {
    const parameters = { commands: ['Write-Output hello'] }
    if (!['/usr/bin/pwsh', '/usr/local/bin/pwsh'].some((file) => existsSync(file))) {
      expect(await send('AWS-RunPowerShellScript', parameters)).toMatchObject({
        Status: 'Failed',
        StandardErrorContent: expect.stringContaining('pwsh'),
      })
    }
    program('pwsh', 'for word in "$@"; do file=$word; done; cat "$file"')
    expect(await send('AWS-RunPowerShellScript', parameters)).toMatchObject({
      Status: 'Success',
      StandardOutputContent: expect.stringContaining('Write-Output hello'),
    })
  })

  it('Quarterdeck-Diagnostics looks at the node', async () => {
    const { StandardOutputContent } = await send('Quarterdeck-Diagnostics', {})
    expect(StandardOutputContent).toContain(nodeId)
    expect(StandardOutputContent).toContain('== Summary ==')
  })
})

describe('AWS-RunRemoteScript', () => {
  it('fetches a script and runs a command line beside it', async () => {
    const sourceInfo = [JSON.stringify(serve('/tools/greet.sh', '#!/bin/sh\necho "hello $1 from $(basename "$(pwd)")"\n'))]
    const parameters = { sourceType: ['HTTP'], sourceInfo, commandLine: ['greet.sh you'] }
    const ran = await send('AWS-RunRemoteScript', parameters, 'runShellScript')
    expect(ran).toMatchObject({ Status: 'Success', StandardOutputContent: 'hello you from downloads\n' })
  })

  it('fetches from git', async () => {
    const repository = path.join(folder, 'repository')
    mkdirSync(repository)
    git(repository, 'init', '--quiet', '--initial-branch=main')
    commit(repository, { 'deploy/run.sh': 'echo deployed $1\n' })
    const sourceInfo = [JSON.stringify({ repository: `file://${repository}`, getOptions: 'branch:main' })]
    const parameters = { sourceType: ['Git'], sourceInfo, commandLine: ['./run.sh now'], workingDirectory: ['deploy'] }
    expect(await send('AWS-RunRemoteScript', parameters, 'runShellScript')).toMatchObject({
      StandardOutputContent: 'deployed now\n',
    })
  })

  it('runs nothing when there is nothing to fetch', async () => {
    const sourceInfo = [JSON.stringify({ url: `${files.url}/missing`, allowInsecureDownload: 'true' })]
    const parameters = { sourceType: ['HTTP'], sourceInfo, commandLine: ['echo never'] }
    expect(await send('AWS-RunRemoteScript', parameters, 'runShellScript')).toMatchObject({ StandardOutputContent: '' })
    expect(await send('AWS-RunRemoteScript', parameters, 'downloadContent')).toMatchObject({
      Status: 'Failed',
      StandardErrorContent: expect.stringContaining('HTTP status 404'),
    })
  })
})

describe('AWS-RunDocument', () => {
  const yaml =
    'schemaVersion: "2.2"\nparameters:\n  who: {type: String, default: nobody}\nmainSteps:\n  - action: aws:runShellScript\n    name: greet\n    inputs:\n      runCommand: ["echo hello {{ who }}"]\n'

  it('runs a document from elsewhere with parameters', async () => {
    const sourceInfo = [JSON.stringify(serve('/greet.yaml', yaml))]
    const parameters = { sourceType: ['HTTP'], sourceInfo, documentParameters: ['{"who":"you"}'] }
    expect(await send('AWS-RunDocument', parameters, 'runDocument')).toMatchObject({
      Status: 'Success',
      StandardOutputContent: 'hello you\n',
    })
  })

  it('runs one that is kept here, fetched by the node with its own credentials', async () => {
    const made = await server.aws('AmazonSSM.CreateDocument', {
      Name: 'Greet',
      Content: yaml,
      DocumentFormat: 'YAML',
      DocumentType: 'Command',
    })
    expect(made.status).toBe(200)
    const parameters = { sourceType: ['SSMDocument'], sourceInfo: ['{"name":"Greet"}'] }
    expect(await send('AWS-RunDocument', parameters, 'runDocument')).toMatchObject({ StandardOutputContent: 'hello nobody\n' })
    const nested = {
      schemaVersion: '2.2',
      mainSteps: [
        {
          action: 'aws:runDocument',
          name: 'inner',
          inputs: { documentType: 'SSMDocument', documentPath: 'Greet:1', documentParameters: { who: 'all' } },
        },
      ],
    }
    await server.aws('AmazonSSM.CreateDocument', { Name: 'Nested', Content: JSON.stringify(nested), DocumentType: 'Command' })
    expect(await send('Nested', {})).toMatchObject({ StandardOutputContent: 'hello all\n' })
  })
})

describe('AWS-ConfigureAWSPackage', () => {
  const did = () => readFileSync(path.join(folder, 'did'), 'utf8')

  function archive(version: string): { url: string; sha256: string } {
    const note = (verb: string) => ({ name: `${verb}.sh`, content: `echo ${verb} ${version} $SSM_MODE >> ${folder}/did\n` })
    const content = zipArchive(['install', 'uninstall'].map(note))
    return {
      url: serve(`/packages/${version}/tool.zip`, content).url,
      sha256: createHash('sha256').update(content).digest('hex'),
    }
  }

  const manifest = (version: string, sha256: string) =>
    JSON.stringify({
      schemaVersion: '2.0',
      version,
      packages: { _any: { _any: { _any: { file: 'tool.zip' } } } },
      files: { 'tool.zip': { checksums: { sha256 } } },
    })

  async function keep(operation: 'CreateDocument' | 'UpdateDocument', version: string): Promise<void> {
    const { url, sha256 } = archive(version)
    const Attachments = [{ Key: 'S3FileUrl', Values: [url], Name: 'tool.zip' }]
    const more = operation === 'CreateDocument' ? { DocumentType: 'Package' } : { DocumentVersion: '$LATEST' }
    const made = await server.aws(`AmazonSSM.${operation}`, {
      Name: 'Tool',
      Content: manifest(version, sha256),
      VersionName: version,
      Attachments,
      ...more,
    })
    expect([made.status, made.body['message']]).toEqual([200, undefined])
    for (let asked = 0; ; asked += 1) {
      const { body } = await server.aws('AmazonSSM.DescribeDocument', { Name: 'Tool', VersionName: version })
      const { Status: status } = body['Document'] as { Status: string }
      if (status === 'Active') return
      if (status === 'Failed' || asked > 300) throw new Error(JSON.stringify(body))
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  it('installs a package once, replaces it, and removes it', async () => {
    const SettingId = '/quarterdeck/documents/attachment-origins'
    await server.aws('AmazonSSM.UpdateServiceSetting', { SettingId, SettingValue: files.url })
    await keep('CreateDocument', '1.0')
    const install = { action: ['Install'], name: ['Tool'], additionalArguments: ['{"SSM_MODE":"quiet"}'] }
    expect(await send('AWS-ConfigureAWSPackage', install)).toMatchObject({
      Status: 'Success',
      StandardOutputContent: 'Tool 1.0 is installed.\n',
    })
    expect(await send('AWS-ConfigureAWSPackage', install)).toMatchObject({
      StandardOutputContent: 'Tool 1.0 is already installed.\n',
    })
    await keep('UpdateDocument', '2.0')
    const newer = { ...install, version: ['2.0'] }
    expect(await send('AWS-ConfigureAWSPackage', newer)).toMatchObject({
      StandardOutputContent: 'Tool is now 2.0; it was 1.0.\n',
    })
    expect(await send('AWS-ConfigureAWSPackage', { action: ['Uninstall'], name: ['Tool'] })).toMatchObject({ Status: 'Success' })
    expect(did()).toBe('install 1.0 quiet\nuninstall 1.0 quiet\ninstall 2.0 quiet\nuninstall 2.0\n')
  }, 90_000)
})

describe('documents that need a program of the node', () => {
  const playbook = () => ({
    SourceType: ['HTTP'],
    SourceInfo: [JSON.stringify(serve('/site.yml', '- hosts: all\n'))],
    PlaybookFile: ['site.yml'],
  })

  it('AWS-ApplyAnsiblePlaybooks says that Ansible is missing, and else applies the playbook to the node', async () => {
    if (!existsSync('/usr/bin/ansible-playbook') && !existsSync('/usr/local/bin/ansible-playbook')) {
      expect(await send('AWS-ApplyAnsiblePlaybooks', playbook(), 'runShellScript')).toMatchObject({
        Status: 'Failed',
        StandardErrorContent: expect.stringContaining('Ansible is not installed on this node'),
      })
    }
    program('ansible-playbook', 'for word in "$@"; do echo "[$word]"; done')
    const ran = await send(
      'AWS-ApplyAnsiblePlaybooks',
      { ...playbook(), ExtraVariables: ['a=$(id) b="c d"'], Check: ['True'] },
      'runShellScript',
    )
    expect(ran.StandardOutputContent.split('\n').slice(0, -1)).toEqual(
      ['--inventory', 'localhost,', '--connection', 'local', '--extra-vars', 'a=$(id) b="c d"', '--check', '-v', 'site.yml'].map(
        (word) => `[${word}]`,
      ),
    )
    const missing = await send('AWS-ApplyAnsiblePlaybooks', { ...playbook(), PlaybookFile: ['other.yml'] }, 'runShellScript')
    expect(missing).toMatchObject({
      Status: 'Failed',
      StandardErrorContent: expect.stringContaining('There is no playbook other.yml'),
    })
  }, 60_000)

  it('AWS-RunSaltState says that Salt is missing, and else applies the state', async () => {
    const parameters = { stateurl: [serve('/web.sls', 'motd:\n  test.nop\n').url], pillars: ['{"a":"b c"}'] }
    expect(await send('AWS-RunSaltState', parameters, 'runShellScript')).toMatchObject({
      Status: 'Failed',
      StandardErrorContent: expect.stringContaining('Salt is not installed on this node'),
    })
    program('salt-call', 'for word in "$@"; do echo "[$word]"; done; cat salt/downloaded.sls')
    const ran = await send('AWS-RunSaltState', parameters, 'runShellScript')
    expect(ran).toMatchObject({
      Status: 'Success',
      StandardOutputContent: expect.stringContaining('[pillar={"a":"b c"}]\n[test=False]\nmotd:'),
    })
  }, 60_000)

  it('AWS-RunDockerAction and AWS-ConfigureDocker use docker', async () => {
    program('docker', 'for word in "$@"; do echo "[$word]"; done')
    const parameters = { action: ['Run'], image: ['alpine'], cmd: ['echo "a b"'], env: ['A=1'] }
    expect(await send('AWS-RunDockerAction', parameters)).toMatchObject({
      Status: 'Success',
      StandardOutputContent: '[run]\n[--env=A=1]\n[alpine]\n[echo]\n[a b]\n',
    })
    expect(await send('AWS-ConfigureDocker', { action: ['Install'] })).toMatchObject({
      Status: 'Success',
      StandardOutputContent: expect.stringContaining('already installed'),
    })
  })
})

describe('documents that this node cannot run', () => {
  it.each([
    ['AWS-GatherSoftwareInventory', {}, /by an association of State Manager/],
    ['AWS-UpdateSSMAgent', {}, /was not installed by install\.sh/],
  ])('%s fails with the reason', async (name, parameters, reason) => {
    expect(await send(name, parameters)).toMatchObject({ Status: 'Failed', StandardErrorContent: expect.stringMatching(reason) })
  })

  it.each([
    ['AWS-InstallApplication', { source: ['https://example.test/a.msi'] }],
    ['AWS-FindWindowsUpdates', {}],
    ['AWS-InstallWindowsUpdates', {}],
  ])('%s is for Windows', async (DocumentName, Parameters) => {
    const { body } = await server.aws('AmazonSSM.SendCommand', { DocumentName, InstanceIds: [nodeId], Parameters })
    expect([body['__type'], body['message'] ?? body['Message']]).toEqual([
      expect.stringMatching(/UnsupportedPlatformType|InvalidInstanceId/),
      expect.stringMatching(/Windows|platform/i),
    ])
  })

  it.each([
    'SSM-SessionManagerRunShell',
    'AWS-StartInteractiveCommand',
    'AWS-StartNonInteractiveCommand',
    'AWS-StartSSHSession',
    'AWS-StartPortForwardingSession',
    'AWS-StartPortForwardingSessionToRemoteHost',
  ])('%s is for sessions, and described', async (Name) => {
    const { body } = await server.aws('AmazonSSM.DescribeDocument', { Name })
    expect(body['Document']).toMatchObject({ DocumentType: 'Session', Owner: 'Amazon', SchemaVersion: '1.0', Status: 'Active' })
    const refused = await server.aws('AmazonSSM.SendCommand', { DocumentName: Name, InstanceIds: [nodeId] })
    expect(refused.status).toBe(400)
  })
})

describe('steps of runbooks', () => {
  /** Sends the script of a step of AWS-UpdateLinuxAmi to this node, as the runbook would. */
  async function runStep(step: string, parameters: Record<string, string>): Promise<Invocation> {
    const { body } = await server.aws('AmazonSSM.GetDocument', { Name: 'AWS-UpdateLinuxAmi' })
    const { mainSteps } = JSON.parse(String(body['Content'])) as {
      mainSteps: { name: string; inputs: { Parameters?: { commands: string[] } } }[]
    }
    const lines = mainSteps.find(({ name }) => name === step)?.inputs.Parameters?.commands ?? []
    const commands = lines.map((line) => line.replace(/\{\{ (\w+) \}\}/g, (_all, name: string) => parameters[name] ?? ''))
    return send('AWS-RunShellScript', { commands })
  }

  it('AWS-UpdateLinuxAmi updates the packages that it is told to', async () => {
    for (const name of ['apt-get', 'apt-mark']) program(name, `echo ${name} "$@"`)
    expect(await runStep('updatePackages', { IncludePackages: 'none', ExcludePackages: 'none' })).toMatchObject({
      StandardOutputContent: 'No packages are to be updated.\n',
    })
    expect(await runStep('updatePackages', { IncludePackages: 'curl,lib*', ExcludePackages: 'nginx' })).toMatchObject({
      Status: 'Success',
      StandardOutputContent:
        'apt-get update -q\napt-mark hold nginx\napt-get install -y -q --only-upgrade curl lib*\napt-mark unhold nginx\n',
    })
  })

  it('AWS-UpdateLinuxAmi runs a script from an address', async () => {
    const { url } = serve('/prepare.sh', '#!/bin/sh\necho prepared\n')
    expect(await runStep('runPreUpdateScript', { PreUpdateScript: url })).toMatchObject({ StandardOutputContent: 'prepared\n' })
    expect(await runStep('runPostUpdateScript', { PostUpdateScript: `${files.url}/missing` })).toMatchObject({ Status: 'Failed' })
    expect(await runStep('runPostUpdateScript', { PostUpdateScript: 'none' })).toMatchObject({ Status: 'Success' })
  })
})
