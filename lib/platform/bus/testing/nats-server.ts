import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** Debian puts the server where only root's PATH looks. */
export function findNatsServer(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => path.join(folder, 'nats-server')).find((file) => existsSync(file))
}

/** A real server on a free port. */
export async function startNatsServer(program: string, port = -1): Promise<{ url: string; port: number; stop(): Promise<void> }> {
  const server = spawn(program, ['-a', '127.0.0.1', '-p', String(port)], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  for await (const line of createInterface({ input: server.stderr })) {
    const found = /Listening for client connections on 127\.0\.0\.1:(\d+)/.exec(line)
    if (!found) continue
    server.stderr.resume()
    const stop = (): Promise<void> => {
      server.kill('SIGTERM')
      return ended
    }
    return { url: `nats://127.0.0.1:${found[1]}`, port: Number(found[1]), stop }
  }
  throw new Error('nats-server ended before it listened')
}
