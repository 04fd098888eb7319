/** `/agent/…`: what a machine downloads to become a managed node. Everything but the script is checked against SHA256SUMS. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, readFileSync, statSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Config } from '#lib/platform/config'
import { findProjectRoot } from '#lib/platform/project-root'
import type { Certificates } from './certificates'

const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'] as const

interface File {
  name: string
  path: string
}

export function createAgentFiles(config: Config, certificates: Certificates) {
  const root = findProjectRoot()
  const cache = path.join(config.dataDirectory, 'cache')
  const bundle = path.join(root, 'dist/agent/agent.mjs')
  let sums: Promise<string> | undefined

  function filesServed(): readonly File[] {
    const runtimes = platforms.flatMap((platform) => {
      const binary = runtimeFor(root, platform)
      return binary ? [{ name: `runtime/${platform}/node`, path: binary }] : []
    })
    return [{ name: 'agent.mjs', path: bundle }, ...runtimes]
  }

  /** Made once; a failure is not kept. */
  async function sumsServed(): Promise<string> {
    sums ??= sumsOf(filesServed())
    return sums.catch((cause: unknown) => {
      sums = undefined
      throw cause
    })
  }

  function installScript(): string {
    return readFileSync(path.join(root, 'agent/install/install.sh'), 'utf8')
      .replaceAll('@URL@', config.url)
      .replaceAll('@CA_FINGERPRINT@', certificates.authorityFingerprint)
      .replaceAll('@REGION@', config.region)
  }

  async function sendFile(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const plain = name.replace(/\.gz$/, '')
    const file = filesServed().find((served) => served.name === plain)
    if (!file || !existsSync(file.path)) {
      return sendText(
        response,
        404,
        `This server has no ${name.slice(0, 100)}. Runtimes for other platforms: see docs/nodes.md.\n`,
      )
    }
    const source = name.endsWith('.gz') ? await compressed(file, cache) : file.path
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': statSync(source).size })
    if (request.method === 'HEAD') return void response.end()
    await pipeline(createReadStream(source), response).catch(() => response.destroy())
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = (request.url ?? '').split('?')[0]?.slice('/agent/'.length) ?? ''
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendText(response, 405, 'Only GET is possible here.\n')
    if (name === 'install.sh') return sendText(response, 200, installScript())
    if (name === 'ca.pem') return sendText(response, 200, certificates.authority)
    if (name === 'SHA256SUMS') return sendText(response, 200, await sumsServed())
    return sendFile(request, response, name)
  }
}

function runtimeFor(root: string, platform: string): string | undefined {
  try {
    const manifest = createRequire(path.join(root, 'package.json')).resolve(`node-${platform}/package.json`)
    const binary = path.join(path.dirname(manifest), 'bin/node')
    return existsSync(binary) ? binary : undefined
  } catch {
    return platform === `${process.platform}-${process.arch}` ? process.execPath : undefined
  }
}

async function sumsOf(files: readonly File[]): Promise<string> {
  const lines = await Promise.all(
    files.filter((file) => existsSync(file.path)).map(async (file) => `${await sha256(file.path)}  ${file.name}`),
  )
  return `${lines.join('\n')}\n`
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** 120 MB become 40; made once for each version of the file. */
async function compressed(file: File, cache: string): Promise<string> {
  const { size, mtimeMs } = statSync(file.path)
  const target = path.join(cache, `${file.name.replaceAll('/', '-')}-${size}-${Math.round(mtimeMs)}.gz`)
  if (existsSync(target)) return target
  await mkdir(cache, { recursive: true, mode: 0o755 })
  const part = `${target}.${crypto.randomUUID()}`
  try {
    await pipeline(createReadStream(file.path), createGzip({ level: 6 }), createWriteStream(part))
    await rename(part, target)
  } finally {
    await rm(part, { force: true })
  }
  return target
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' }).end(text)
}
