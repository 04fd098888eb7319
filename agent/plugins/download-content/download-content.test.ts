import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { digestAnswer } from '#agent/plugins/download-content/http-source'
import { filesIn, modeOf, sum, downloadTests } from '#agent/testing/downloads'
import type { Handler } from '#agent/testing/file-server'
import { finalReply } from '#agent/testing/job-replies'
import { startRunningAgent } from '#agent/testing/running-agent'

const { agent, at, onEnd, serve, download, staged } = downloadTests()

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
    const { steps } = await agent().run({
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
    agent().mock.answers.set('GetParameters', ({ Names }) => ({
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
    agent().mock.files.set('/file', Buffer.from('from the control plane'))
    expect((await download('HTTP', { url: `${agent().mock.url}/file` })).status).toBe('Success')
    const stranger = await startRunningAgent()
    onEnd(() => stranger.stop())
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
    const { mock, nodeId } = agent()
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
    const step = await agent().act('aws:downloadContent', { sourceType: 'HTTP', sourceInfo: { url: `${url}/a` }, ...inputs })
    expect(step).toMatchObject({ status: 'Failed', standardError: expect.stringMatching(problem) })
  })

  it('keep relative destinations in the directory of the job', async () => {
    const url = await serve({ '/a': (_request, response) => void response.end('x') })
    const step = await download('HTTP', { url: `${url}/a`, allowInsecureDownload: true }, { destinationPath: '../../../escaped' })
    expect(step).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('leaves the directory of this job') })
  })
})

describe('a document of the control plane', () => {
  it('is asked for as this node, in the version wanted', async () => {
    const asked: unknown[] = []
    agent().mock.answers.set('GetDocument', (body) => {
      asked.push(body)
      return { Name: 'My-Document', DocumentVersion: '3', Content: '{"schemaVersion":"2.2"}' }
    })
    const step = await download('SSMDocument', { name: 'My-Document:3' })
    expect(step.status).toBe('Success')
    expect(asked).toEqual([{ Name: 'My-Document', DocumentVersion: '3', DocumentFormat: 'JSON' }])
    expect(readFileSync(at('out/My-Document.json'), 'utf8')).toBe('{"schemaVersion":"2.2"}')
  })

  it('that is refused fails the step in the words of the control plane', async () => {
    agent().mock.behaviour.refusals.set('GetDocument', { status: 400, code: 'InvalidDocument' })
    const step = await download('SSMDocument', { name: 'Nothing' })
    agent().mock.behaviour.refusals.clear()
    expect(step).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('InvalidDocument') })
  })
})
