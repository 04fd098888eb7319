import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { filesIn, modeOf, downloadTests } from '#agent/testing/downloads'
import { commit, git, gitBackend } from '#agent/testing/git-server'

const { at, serve, download, staged } = downloadTests()

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
    process.env['HOME'] = at()
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
