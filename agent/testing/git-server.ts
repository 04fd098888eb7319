import { execFileSync, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Handler } from '#agent/testing/file-server'

const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.test',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.test',
}

/** git in a directory; what it prints, trimmed. */
export function git(directory: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: directory, env: environment, encoding: 'utf8' }).trim()
}

/** Writes files, by path, and commits them; returns the id of the commit. */
export function commit(directory: string, files: Readonly<Record<string, string>>, message = 'change'): string {
  for (const [name, content] of Object.entries(files)) {
    execFileSync('mkdir', ['-p', path.dirname(path.join(directory, name))])
    writeFileSync(path.join(directory, name), content)
  }
  git(directory, 'add', '--all')
  git(directory, 'commit', '--quiet', '-m', message)
  return git(directory, 'rev-parse', 'HEAD')
}

/** git's own server program, behind a user and a password. */
export function gitBackend(root: string, allowed?: { username: string; password: string }): Handler {
  const expected = allowed && `Basic ${Buffer.from(`${allowed.username}:${allowed.password}`).toString('base64')}`
  return (request, response) => {
    if (expected !== undefined && request.headers.authorization !== expected)
      return void response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end()
    const url = new URL(request.url ?? '/', 'http://x')
    const child = spawn('git', ['http-backend'], {
      env: {
        ...environment,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: url.pathname.replace(/^\/git/, ''),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      },
    })
    request.pipe(child.stdin)
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.on('close', () => {
      const all = Buffer.concat(parts)
      const end = all.indexOf('\r\n\r\n')
      const headers = all
        .subarray(0, end)
        .toString()
        .split('\r\n')
        .map((line) => line.split(': ') as [string, string])
      const status = Number(headers.find(([name]) => name === 'Status')?.[1]?.slice(0, 3) ?? 200)
      response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'Status'))).end(all.subarray(end + 4))
    })
  }
}
