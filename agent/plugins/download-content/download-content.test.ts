import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digestAnswer } from '#agent/plugins/download-content/http-source'
import { temporaryDirectory } from '#agent/testing/agent-process'
import { finalReply } from '#agent/testing/job-replies'
import { commit, git, gitBackend } from '#agent/testing/git-server'
import { startFileServer, type Handler } from '#agent/testing/file-server'
import { type RunningAgent, startRunningAgent } from '#agent/testing/running-agent'
import { nodeHasher } from '#agent/control-plane/node-hasher'
import { type S3Server, startS3Server } from '#lib/platform/blobs/testing/s3-server'
import { signRequest } from '#lib/wire/sigv4'

let agent: RunningAgent
let directory: ReturnType<typeof temporaryDirectory>
let stops: (() => Promise<void>)[]
beforeAll(async () => {
  agent = await startRunningAgent({ downloadBytes: 100_000 })
})
afterAll(() => agent.stop())
beforeEach(() => {
  stops = []
  directory = temporaryDirectory()
})
afterEach(async () => {
  for (const stop of stops) await stop()
  directory.remove()
})

const at = (...names: string[]) => path.join(directory.path, ...names)
const sum = (text: string) => createHash('sha256').update(text).digest('hex')
const modeOf = (file: string) => statSync(file).mode & 0o777

async function serve(handlers: Readonly<Record<string, Handler>>): Promise<string> {
  const server = await startFileServer(handlers)
  stops.push(server.stop)
  return server.url
}

function download(sourceType: string, sourceInfo: object | string, more: Record<string, unknown> = {}) {
  return agent.act('aws:downloadContent', { sourceType, sourceInfo, destinationPath: at('out/'), ...more })
}

/** Everything below a directory but the agent's own files: nothing half may be left. */
function filesIn(directory: string): string[] {
  return existsSync(directory)
    ? readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
        .sort()
    : []
}
const staged = () => filesIn(path.join(agent.state, 'jobs')).filter((file) => file.includes('staging'))

describe('over HTTP', () => {
  const hello: Handler = (_request, response) => void response.end('hello')

  it('puts a file into a directory, for its owner to run', async () => {
    const url = await serve({ '/scripts/run%20me.sh': hello })
    const step = await download('HTTP', JSON.stringify({ url: `${url}/scripts/run%20me.sh?x=1`, allowInsecureDownload: 'true' }))
    expect(step).toMatchObject({ status: 'Success', standardOutput: `Content downloaded to ${at('out/run me.sh')}\n` })
    expect(readFileSync(at('out/run me.sh'), 'utf8')).toBe('hello')
    expect(modeOf(at('out/run me.sh'))).toBe(0o700)
    expect(staged()).toEqual([])
  })

  it('puts it under another name, with permissions of its own, over what was there', async () => {
    const url = await serve({ '/a': hello })
    writeFileSync(at('name'), 'old and longer')
    const step = await download(
      'HTTP',
      { url: `${url}/a`, allowInsecureDownload: true },
      { destinationPath: at('name'), permissions: '640' },
    )
    expect(step.status).toBe('Success')
    expect([readFileSync(at('name'), 'utf8'), modeOf(at('name'))]).toEqual(['hello', 0o640])
  })

  it('puts it where later steps of the job look for it', async () => {
    const url = await serve({ '/run.sh': (_request, response) => void response.end('echo ran in $(basename $(pwd)) with $1') })
    const sourceInfo = { url: `${url}/run.sh`, allowInsecureDownload: true }
    const { steps } = await agent.run({
      schemaVersion: '2.2',
      mainSteps: [
        { action: 'aws:downloadContent', name: 'get', inputs: { sourceType: 'HTTP', sourceInfo, destinationPath: 'tools/' } },
        { action: 'aws:runShellScript', name: 'run', inputs: { runCommand: ['./run.sh it'], workingDirectory: 'tools' } },
        { action: 'aws:runShellScript', name: 'above', inputs: { runCommand: ['ls'] } },
      ],
    })
    expect(steps.get('run')?.standardOutput).toBe('ran in tools with it\n')
    expect(steps.get('above')?.standardOutput).toBe('tools\n')
  })

  const basic: Handler = (request, response) =>
    request.headers.authorization === `Basic ${Buffer.from('ann:s3cret').toString('base64')}`
      ? hello(request, response)
      : void response.writeHead(401).end('no')

  it('signs in with a name and a password, which may be a stored parameter', async () => {
    const url = await serve({ '/a': basic })
    agent.mock.answers.set('GetParameters', ({ Names }) => ({
      Parameters: (Names as string[]).map((Name) => ({ Name, Value: Name === '/web/pass' ? 's3cret' : 'wrong' })),
    }))
    const info = { url: `${url}/a`, allowInsecureDownload: true, authMethod: 'Basic', username: 'ann' }
    expect(await download('HTTP', { ...info, password: 's3cret' })).toMatchObject({ status: 'Success' })
    expect(await download('HTTP', { ...info, password: '{{ ssm-secure:/web/pass }}' })).toMatchObject({ status: 'Success' })
    const refused = await download('HTTP', { ...info, password: '{{ssm-secure:other}}' })
    expect(refused).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('HTTP status 401: it refuses this caller'),
    })
    expect(refused.standardError).not.toContain('wrong')
  })

  it('answers a digest challenge', async () => {
    const url = await serve({
      '/a': (request, response) => {
        const given = request.headers.authorization ?? ''
        const [, clientNonce = ''] = /cnonce="(\w+)"/.exec(given) ?? []
        const challenge = 'Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256, opaque="o"'
        const expected = digestAnswer(challenge, { username: 'ann', password: 's3cret', url: 'http://x/a' }, clientNonce)
        if (given === expected) hello(request, response)
        else response.writeHead(401, { 'www-authenticate': challenge }).end()
      },
    })
    const info = { url: `${url}/a`, allowInsecureDownload: true, authMethod: 'Digest', username: 'ann' }
    expect((await download('HTTP', { ...info, password: 's3cret' })).status).toBe('Success')
    expect((await download('HTTP', { ...info, password: 'x' })).status).toBe('Failed')
  })

  it('answers a digest challenge as RFC 7616 shows it', () => {
    const challenge =
      'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
    const answer = digestAnswer(
      challenge,
      { username: 'Mufasa', password: 'Circle of Life', url: 'http://www.example.org/dir/index.html' },
      'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
    )
    expect(answer).toContain('response="8ca523f5e9506fed4657c9700eebdbec"')
  })

  it('does not hand a password on to another server', async () => {
    const seen: (string | undefined)[] = []
    const other = await serve({
      '/b': (request, response) => {
        seen.push(request.headers.authorization)
        response.end('hello')
      },
    })
    const url = await serve({ '/a': (_request, response) => void response.writeHead(302, { location: `${other}/b` }).end() })
    const info = { url: `${url}/a`, allowInsecureDownload: true, authMethod: 'Basic', username: 'ann', password: 's3cret' }
    expect((await download('HTTP', info)).status).toBe('Success')
    expect(seen).toEqual([undefined])
  })

  it.each<[string, Handler, RegExp]>([
    ['is missing', (_request, response) => void response.writeHead(404).end(), /HTTP status 404/],
    [
      'breaks off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 10 })
        response.write('hel', () => response.destroy())
      },
      /could not be fetched/,
    ],
    [
      'says that it is too large',
      (_request, response) => void response.writeHead(200, { 'content-length': 100_001 }).end(),
      /more than the 100000 bytes/,
    ],
    [
      'is too large and does not say so',
      (_request, response) => void response.end(Buffer.alloc(200_000)),
      /more than the 100000 bytes/,
    ],
    [
      'leads in circles',
      (request, response) => void response.writeHead(302, { location: request.url }).end(),
      /other addresses in turn/,
    ],
    [
      'leads to something else than http',
      (_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      /not an address/,
    ],
  ])('leaves nothing of a file that %s', async (_name, handler, problem) => {
    const url = await serve({ '/a': handler })
    const step = await download('HTTP', { url: `${url}/a`, allowInsecureDownload: true })
    expect(step).toMatchObject({ status: 'Failed', code: 1, standardError: expect.stringMatching(problem) })
    expect([filesIn(at('out')), staged()]).toEqual([[], []])
  })

  it('keeps only what has the checksum', async () => {
    const url = await serve({ '/a': hello })
    const info = { url: `${url}/a`, allowInsecureDownload: true }
    const wrong = await download('HTTP', { ...info, sha256: sum('other') })
    expect(wrong).toMatchObject({ status: 'Failed', standardError: expect.stringContaining(sum('hello')) })
    expect(filesIn(at('out'))).toEqual([])
    expect((await download('HTTP', { ...info, sha256: sum('hello').toUpperCase() })).status).toBe('Success')
  })

  it('trusts the authority of the control plane, and no other that the system does not', async () => {
    agent.mock.files.set('/file', Buffer.from('from the control plane'))
    expect((await download('HTTP', { url: `${agent.mock.url}/file` })).status).toBe('Success')
    const stranger = await startRunningAgent()
    stops.push(() => stranger.stop())
    expect(await download('HTTP', { url: `${stranger.mock.url}/file` })).toMatchObject({
      status: 'Failed',
      standardError: expect.stringMatching(/certificate/),
    })
  })

  it('can be cancelled', async () => {
    let asked = () => {}
    const asking = new Promise<void>((resolve) => (asked = resolve))
    const url = await serve({
      '/a': (_request, response) => {
        response.writeHead(200).write('x')
        asked()
      },
    })
    const inputs = {
      sourceType: 'HTTP',
      sourceInfo: { url: `${url}/a`, allowInsecureDownload: true },
      destinationPath: at('out/'),
    }
    const document = { schemaVersion: '2.2', mainSteps: [{ action: 'aws:downloadContent', name: 'only', inputs }] }
    const { mock, nodeId } = agent
    const jobId = mock.run(nodeId, document)
    await asking
    mock.cancel(nodeId, jobId)
    expect((await finalReply(mock, jobId)).documentStatus).toBe('Cancelled')
    expect([filesIn(at('out')), staged()]).toEqual([[], []])
  })
})

describe('the inputs', () => {
  it.each<[Record<string, unknown>, RegExp]>([
    [{ sourceType: 'Mail' }, /sourceType must be one of Git, GitHub, HTTP, S3, SSMDocument, but is "Mail"/],
    [{ sourceInfo: '{' }, /sourceInfo must be a map/],
    [{ sourceInfo: {} }, /sourceInfo is missing/],
    [{ sourceInfo: { url: '' } }, /url is missing/],
    [{ sourceInfo: { url: 'http://127.0.0.1:9/a' } }, /not protected by TLS/],
    [{ sourceInfo: { url: 'https://x/a', authMethod: 'Basic' } }, /username is missing/],
    [{ sourceInfo: { url: 'https://x/a', sha256: 'abc' } }, /64 hexadecimal digits/],
    [{ permissions: 'rwx' }, /octal/],
    [{ sourceType: 'Git', sourceInfo: { repository: '-x' } }, /repository must be an address/],
    [{ sourceType: 'Git', sourceInfo: { repository: 'ext::sh -c id' } }, /repository must be an address/],
    [{ sourceType: 'Git', sourceInfo: { repository: 'https://x/r', getOptions: 'branch:--upload-pack=x' } }, /getOptions/],
    [{ sourceType: 'Git', sourceInfo: { repository: 'https://x/r', path: '../x' } }, /stay in the repository/],
    [{ sourceType: 'GitHub', sourceInfo: { owner: 'a/b', repository: 'c' } }, /names/],
    [{ sourceType: 'S3', sourceInfo: { path: 'nonsense' } }, /is not an address/],
    [{ sourceType: 'S3', sourceInfo: { path: 'https://x/b/../../c' } }, /no bucket|could not/],
  ])('%j are refused', async (inputs, problem) => {
    const url = await serve({})
    const step = await agent.act('aws:downloadContent', { sourceType: 'HTTP', sourceInfo: { url: `${url}/a` }, ...inputs })
    expect(step).toMatchObject({ status: 'Failed', standardError: expect.stringMatching(problem) })
  })

  it('keep relative destinations in the directory of the job', async () => {
    const url = await serve({ '/a': (_request, response) => void response.end('x') })
    const step = await download('HTTP', { url: `${url}/a`, allowInsecureDownload: true }, { destinationPath: '../../../escaped' })
    expect(step).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('leaves the directory of this job') })
  })
})

describe('from git', () => {
  let repository: string
  beforeEach(() => {
    repository = at('repos/tools')
    mkdirSync(repository, { recursive: true })
    git(repository, 'init', '--quiet', '--initial-branch=main')
    commit(repository, { 'a.sh': 'echo main', 'lib/b.sh': 'b' })
  })

  it('takes the default branch, a branch and a commit, without what is git', async () => {
    const first = git(repository, 'rev-parse', 'HEAD')
    git(repository, 'checkout', '--quiet', '-b', 'feature/x')
    commit(repository, { 'a.sh': 'echo feature' })
    git(repository, 'checkout', '--quiet', 'main')
    commit(repository, { 'a.sh': 'echo later' })
    const take = async (getOptions?: string) => {
      const step = await download('Git', { repository: `file://${repository}`, ...(getOptions && { getOptions }) })
      expect(step.standardError).toBe('')
      return readFileSync(at('out/a.sh'), 'utf8')
    }
    expect(await take()).toBe('echo later')
    expect(await take('branch:feature/x')).toBe('echo feature')
    expect(await take(`commitID:${first}`)).toBe('echo main')
    expect(await take(`commitID:${first.slice(0, 10)}`)).toBe('echo main')
    expect(filesIn(at('out'))).toEqual(['a.sh', 'lib/b.sh'])
    expect(modeOf(at('out/a.sh'))).toBe(0o700)
  })

  it('takes one file or one directory', async () => {
    await download('Git', { repository, path: 'lib/b.sh' }, { destinationPath: at('one') })
    await download('Git', { repository, path: 'lib' })
    expect(readFileSync(at('one'), 'utf8')).toBe('b')
    expect(filesIn(at('out'))).toEqual(['b.sh'])
  })

  it('signs in over HTTP, with nothing of the password on a command line or left in a file', async () => {
    const url = await serve({ '/git/*': gitBackend(at('repos'), { username: 'ann', password: 's3cret' }) })
    const info = { repository: `${url}/git/tools/.git`, username: 'ann' }
    const step = await download('Git', { ...info, password: 's3cret' })
    expect([step.standardError, step.status]).toEqual(['', 'Success'])
    expect(readFileSync(at('out/a.sh'), 'utf8')).toBe('echo main')
    const refused = await download('Git', { ...info, password: 'wrong' }, { destinationPath: at('not/') })
    expect(refused).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('The repository cannot be fetched: git ended with 128'),
    })
    expect([existsSync(at('not')), staged()]).toEqual([false, []])
  })

  it.each([
    [{ getOptions: 'branch:missing' }, /couldn't find remote ref refs\/heads\/missing/],
    [{ getOptions: `commitID:${'0'.repeat(40)}` }, /There is no commit/],
    [{ path: 'no/such' }, /has no no\/such/],
  ])('says what is missing: %j', async (more, problem) => {
    const step = await download('Git', { repository, ...more })
    expect(step).toMatchObject({ status: 'Failed', standardError: expect.stringMatching(problem) })
    expect(filesIn(at('out'))).toEqual([])
  })

  it('refuses a link that leads out, and keeps one that does not', async () => {
    symlinkSync('a.sh', path.join(repository, 'inside'))
    commit(repository, {})
    expect((await download('Git', { repository })).status).toBe('Success')
    expect(readFileSync(at('out/inside'), 'utf8')).toBe('echo main')
    symlinkSync('/etc/passwd', path.join(repository, 'outside'))
    commit(repository, {})
    const step = await download('Git', { repository }, { destinationPath: at('not/') })
    expect(step).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('outside') })
    expect(existsSync(at('not'))).toBe(false)
  })

  it('asks GitHub by owner and name, with a token', async () => {
    const url = await serve({ '/git/*': gitBackend(at('repos'), { username: 'x-access-token', password: 'tok' }) })
    const { HOME } = process.env
    // git's own way of putting another address in the place of one.
    writeFileSync(
      at('.gitconfig'),
      `[url "${url}/git/"]\n  insteadOf = https://x-access-token@github.com/octo/\n  insteadOf = https://github.com/octo/\n`,
    )
    git(at('repos'), 'clone', '--quiet', '--bare', 'tools', 'tools.git')
    process.env['HOME'] = directory.path
    try {
      const step = await download('GitHub', {
        owner: 'octo',
        repository: 'tools',
        path: 'a.sh',
        getOptions: 'branch:main',
        tokenInfo: 'tok',
      })
      expect([step.standardError, step.status]).toEqual(['', 'Success'])
    } finally {
      process.env['HOME'] = HOME
    }
    expect(readFileSync(at('out/a.sh'), 'utf8')).toBe('echo main')
  })

  it('says that git is missing', async () => {
    process.env['QUARTERDECK_SCRIPT_PATH'] = at('nothing')
    try {
      expect(await download('Git', { repository })).toMatchObject({
        status: 'Failed',
        standardError: expect.stringContaining('git is not installed on this node'),
      })
    } finally {
      delete process.env['QUARTERDECK_SCRIPT_PATH']
    }
  })
})

describe('from S3', () => {
  let s3: S3Server
  const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' }
  beforeEach(async () => {
    s3 = await startS3Server()
    stops.push(s3.stop)
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

describe('a document of the control plane', () => {
  it('is asked for as this node, in the version wanted', async () => {
    const asked: unknown[] = []
    agent.mock.answers.set('GetDocument', (body) => {
      asked.push(body)
      return { Name: 'My-Document', DocumentVersion: '3', Content: '{"schemaVersion":"2.2"}' }
    })
    const step = await download('SSMDocument', { name: 'My-Document:3' })
    expect(step.status).toBe('Success')
    expect(asked).toEqual([{ Name: 'My-Document', DocumentVersion: '3', DocumentFormat: 'JSON' }])
    expect(readFileSync(at('out/My-Document.json'), 'utf8')).toBe('{"schemaVersion":"2.2"}')
  })

  it('that is refused fails the step in the words of the control plane', async () => {
    agent.mock.behaviour.refusals.set('GetDocument', { status: 400, code: 'InvalidDocument' })
    const step = await download('SSMDocument', { name: 'Nothing' })
    agent.mock.behaviour.refusals.clear()
    expect(step).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('InvalidDocument') })
  })
})
