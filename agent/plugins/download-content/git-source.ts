import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { resolveSecret } from '#agent/plugins/download-content/secrets'
import type { Fetched, Fetching, Source } from '#agent/plugins/download-content/sources'
import { flagInput, requiredText, textInput } from '#agent/plugins/inputs'
import { InvalidInputs, StepProblem } from '#agent/plugins/plugin'
import { scriptEnvironment } from '#agent/processes/environment'
import { findProgram } from '#agent/processes/find-program'
import { runProgram } from '#agent/processes/run-program'

type Revision = { kind: 'default' } | { kind: 'branch'; name: string } | { kind: 'commit'; id: string }

interface Repository {
  url: string
  revision: Revision
  /** Of a file or a directory in it; empty for all of it. */
  path: string
  username: string
  password: string
  privateKey: string
  skipHostKeyChecking: boolean
}

type Info = Readonly<Record<string, unknown>>

/** `{"repository", "getOptions", "path", "username", "password", "privateSSHKey", "skipHostKeyChecking"}`. */
export function gitSource(info: Info): Source {
  return sourceOf({
    url: addressOf(requiredText(info, 'repository')),
    revision: revisionOf(textInput(info, 'getOptions')),
    path: insideOf(textInput(info, 'path')),
    username: textInput(info, 'username'),
    password: textInput(info, 'password'),
    privateKey: textInput(info, 'privateSSHKey'),
    skipHostKeyChecking: flagInput(info, 'skipHostKeyChecking'),
  })
}

/** `{"owner", "repository", "path", "getOptions", "tokenInfo"}`. */
export function gitHubSource(info: Info): Source {
  const [owner, repository] = [requiredText(info, 'owner'), requiredText(info, 'repository')]
  if (![owner, repository].every((name) => /^[\w.-]{1,100}$/.test(name) && !/^\.{1,2}$/.test(name)))
    throw new InvalidInputs('owner and repository must be names such as they stand in an address of GitHub')
  return sourceOf({
    url: `https://github.com/${owner}/${repository.replace(/\.git$/, '')}.git`,
    revision: revisionOf(textInput(info, 'getOptions')),
    path: insideOf(textInput(info, 'path')),
    username: textInput(info, 'tokenInfo') === '' ? '' : 'x-access-token',
    password: textInput(info, 'tokenInfo'),
    privateKey: '',
    skipHostKeyChecking: false,
  })
}

function sourceOf(repository: Repository): Source {
  return { fetch: (fetching) => fetchRepository(repository, fetching) }
}

function addressOf(text: string): string {
  const isAddress =
    /^(https?|ssh|git|file):\/\/[^\s-]/.test(text) || /^[\w.-]+@[\w.-]+:[^\s-]/.test(text) || path.isAbsolute(text)
  if (!isAddress) throw new InvalidInputs('repository must be an address that git can fetch from: https, ssh, git or file')
  return text
}

/** `branch:name` or `commitID:id`. */
function revisionOf(text: string): Revision {
  if (text === '') return { kind: 'default' }
  const [, word = '', value = ''] = /^([a-z]+)\s*:\s*(\S+)$/i.exec(text) ?? []
  if (word.toLowerCase() === 'branch' && /^[^-\s~^:?*[\\][^\s~^:?*[\\]*$/.test(value)) return { kind: 'branch', name: value }
  if (word.toLowerCase() === 'commitid' && /^[0-9a-f]{7,64}$/i.test(value)) return { kind: 'commit', id: value }
  throw new InvalidInputs(`getOptions must be branch:NAME or commitID:ID, but is "${text.slice(0, 100)}"`)
}

function insideOf(text: string): string {
  const inside = path.posix.normalize(text || '.').replace(/^\/+|\/+$/g, '')
  if (inside === '..' || inside.startsWith('../') || inside.split('/')[0] === '.git')
    throw new InvalidInputs('path must stay in the repository')
  return inside === '.' ? '' : inside
}

async function fetchRepository(repository: Repository, fetching: Fetching): Promise<Fetched> {
  const git = findProgram('git')
  if (git === undefined)
    throw new StepProblem(
      'git is not installed on this node, and this source needs it: install git, or use the source type HTTP or S3.',
    )
  const directory = path.join(fetching.staging, 'repository')
  mkdirSync(directory)
  const environment = await environmentOf(repository, fetching)
  const run = async (...args: readonly string[]) => {
    const { context, signal } = fetching
    // No hook and no helper of the repository runs, and no other protocol is followed.
    const safe = [
      '-c',
      'core.hooksPath=/dev/null',
      '-c',
      'protocol.ext.allow=never',
      '-c',
      'credential.helper=',
      '-c',
      'advice.detachedHead=false',
    ]
    return runProgram({ file: git, args: [...safe, ...args], directory, environment, output: context.standardError, signal })
  }
  const must = async (what: string, ...args: readonly string[]) => {
    const end = await run(...args)
    if (end.kind === 'exited' && end.code === 0) return
    const reason = end.kind === 'exited' ? `git ended with ${end.code}` : end.reason
    throw new StepProblem(fetching.signal.aborted ? `Time ran out: ${what}` : `${what}: ${reason}.`)
  }
  await must('A place for the repository cannot be made', 'init', '--quiet', '.')
  await must('The address of the repository is not taken', 'remote', 'add', '--', 'origin', repository.url)
  const fetch = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules']
  const problem = 'The repository cannot be fetched'
  const { revision } = repository
  if (revision.kind === 'commit') {
    // Not every server gives single commits, and none gives one by the beginning of its id.
    const one = revision.id.length >= 40 ? await run(...fetch, '--depth=1', 'origin', revision.id) : undefined
    if (one?.kind !== 'exited' || one.code !== 0) await must(problem, ...fetch, 'origin', '+refs/heads/*:refs/remotes/origin/*')
    await must(`There is no commit ${revision.id}`, 'checkout', '--quiet', '--detach', revision.id)
  } else {
    await must(problem, ...fetch, '--depth=1', 'origin', revision.kind === 'branch' ? `refs/heads/${revision.name}` : 'HEAD')
    await must('The repository has nothing to check out', 'checkout', '--quiet', '--detach', 'FETCH_HEAD')
  }
  return partOf(directory, repository.path)
}

function partOf(directory: string, inside: string): Fetched {
  const found = path.join(directory, inside)
  if (!existsSync(found)) throw new StepProblem(`The repository has no ${inside} at this revision.`)
  if (statSync(found).isFile()) return { kind: 'file', file: found, name: path.basename(found) }
  return { kind: 'tree', root: found, leaveOut: ['.git'] }
}

/** Secrets reach git through files and variables of this step alone, never through a command line that others may read. */
async function environmentOf(repository: Repository, fetching: Fetching): Promise<Readonly<Record<string, string>>> {
  const { staging, context } = fetching
  const environment: Record<string, string> = { GIT_TERMINAL_PROMPT: '0', GCM_INTERACTIVE: 'never' }
  const [username, password, privateKey] = await Promise.all([
    resolveSecret(repository.username, fetching),
    resolveSecret(repository.password, fetching),
    resolveSecret(repository.privateKey, fetching),
  ])
  const ask = path.join(staging, 'ask')
  writeFileSync(
    ask,
    '#!/bin/sh\ncase $1 in Username*) printf "%s\\n" "$QUARTERDECK_GIT_USER" ;; *) printf "%s\\n" "$QUARTERDECK_GIT_PASSWORD" ;; esac\n',
  )
  chmodSync(ask, 0o700)
  Object.assign(environment, {
    GIT_ASKPASS: ask,
    SSH_ASKPASS: ask,
    QUARTERDECK_GIT_USER: username,
    QUARTERDECK_GIT_PASSWORD: password,
  })
  const ssh = [
    'ssh',
    '-o BatchMode=yes',
    `-o StrictHostKeyChecking=${repository.skipHostKeyChecking ? 'no -o UserKnownHostsFile=/dev/null' : 'yes'}`,
  ]
  if (privateKey !== '') {
    const keyFile = path.join(staging, 'key')
    writeFileSync(keyFile, `${privateKey.trim()}\n`, { mode: 0o600 })
    ssh.push('-o IdentitiesOnly=yes', `-i '${keyFile}'`)
  }
  return scriptEnvironment(context.surroundings, { ...environment, GIT_SSH_COMMAND: ssh.join(' ') })
}
