/** Scripted answers: a script is read into acts, and nothing of it is ever run. */
export type Act =
  | { kind: 'print'; stream: 'stdout' | 'stderr'; text: string }
  | { kind: 'number-lines'; count: number; width: number }
  | { kind: 'wait'; milliseconds: number }
  | { kind: 'tick'; count: number; everyMilliseconds: number }
  | { kind: 'exit'; code: number }

export interface ScriptedNode {
  name: string
  address: string
  platformName: string
  platformVersion: string
  agentUser: string
}

const most = { lines: 1_000_000, width: 1_000, ticks: 100_000, waitMilliseconds: 3_600_000 }

/**
 * Known words: `true`, `false`, `echo … [>&2]`, `exit N`, `sleep N`, `seq N`, `lines N W` (N lines of W characters), `stream N M` (N lines, one each M ms), `hostname`
 * and a few that people try first. Anything else is answered once with a fixed line. `;` and `&&` part commands.
 */
export function readScript(lines: readonly string[], node: ScriptedNode): readonly Act[] {
  const commands = lines.flatMap((line) => line.split('\n')).flatMap(commandsOf)
  const acts: Act[] = []
  let hasFallback = false
  for (const command of commands) {
    const found = actsOf(command, node)
    if (found) acts.push(...found)
    else if (!hasFallback) {
      hasFallback = true
      acts.push(print(`${node.name}: done\n`))
    }
  }
  return acts
}

function commandsOf(line: string): readonly string[] {
  const trimmed = line.trim()
  if (trimmed === '' || trimmed.startsWith('#')) return []
  // Text in quotes keeps its separators.
  const parts = trimmed.match(/(?:"[^"]*"|'[^']*'|&(?!&)|[^;&"'])+/g) ?? []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

function actsOf(command: string, node: ScriptedNode): readonly Act[] | undefined {
  const [word = '', ...rest] = command.split(/\s+/)
  switch (word) {
    case 'true':
    case 'set':
      return [{ kind: 'exit', code: 0 }]
    case 'false':
      return [{ kind: 'exit', code: 1 }]
    case 'exit':
      return [{ kind: 'exit', code: amount(rest[0], 255) }]
    case 'echo':
      return [echo(command.slice(4).trim(), node)]
    case 'sleep':
    case 'Start-Sleep':
      return [{ kind: 'wait', milliseconds: amount(rest.at(-1), most.waitMilliseconds / 1000) * 1000 }]
    case 'seq':
      return [{ kind: 'number-lines', count: amount(rest.at(-1), most.lines), width: 0 }]
    case 'lines':
      return [{ kind: 'number-lines', count: amount(rest[0], most.lines), width: amount(rest[1], most.width) }]
    case 'stream':
      return [{ kind: 'tick', count: amount(rest[0], most.ticks), everyMilliseconds: amount(rest[1], most.waitMilliseconds) }]
    default:
      return fixedAnswer(command, node)
  }
}

function echo(given: string, { name }: ScriptedNode): Act {
  const isError = /\s*>&2$/.test(given)
  const text = given
    .replace(/\s*>&2$/, '')
    .replace(/^(["'])(.*)\1$/s, '$2')
    .replaceAll(/\$\(hostname\)|\$\{?HOSTNAME\}?/g, name)
  return { kind: 'print', stream: isError ? 'stderr' : 'stdout', text: `${text}\n` }
}

function fixedAnswer(command: string, node: ScriptedNode): readonly Act[] | undefined {
  const { name, address, platformName, platformVersion, agentUser } = node
  if (/^hostname\b/.test(command)) return [print(`${name}\n`)]
  if (/^whoami\b/.test(command)) return [print(`${agentUser}\n`)]
  if (/^uname\b/.test(command)) return [print(`Linux ${name} 6.8.0-45-generic x86_64 GNU/Linux\n`)]
  if (/^cat \/etc\/os-release\b/.test(command)) return [print(`NAME="${platformName}"\nVERSION_ID="${platformVersion}"\n`)]
  if (/^ip\b|^ifconfig\b/.test(command)) return [print(`eth0 UP ${address}/16\n`)]
  if (/^uptime\b/.test(command)) return [print(' 12:00:00 up 41 days,  3:12,  0 users,  load average: 0.08, 0.11, 0.09\n')]
  if (/^systemctl is-active\b/.test(command)) return [print('active\n')]
  if (/^df\b/.test(command)) return [print(diskTable)]
  return undefined
}

const diskTable =
  'Filesystem      Size  Used Avail Use% Mounted on\n' +
  '/dev/vda1        40G   11G   27G  29% /\n' +
  'tmpfs           2.0G     0  2.0G   0% /dev/shm\n'

function print(text: string): Act {
  return { kind: 'print', stream: 'stdout', text }
}

/** A whole or broken number from 0 to `limit`; what is none counts as 0. */
function amount(text: string | undefined, limit: number): number {
  const value = Number(text)
  return Number.isFinite(value) ? Math.min(Math.max(0, value), limit) : 0
}

let numberLinesMemo: { count: number; width: number; text: Buffer } | undefined

/** A thousand nodes that count to the same number share one text. */
export function numberLines(count: number, width = 0): Buffer {
  if (numberLinesMemo?.count === count && numberLinesMemo.width === width) return numberLinesMemo.text
  const parts: string[] = []
  for (let line = 1; line <= count; line += 1) parts.push(width > 0 ? filledLine(line, width) : `${line}\n`)
  numberLinesMemo = { count, width, text: Buffer.from(parts.join('')) }
  return numberLinesMemo.text
}

/** No two are alike, as in a real log. */
function filledLine(line: number, width: number): string {
  const text = `${line} request=${(line * 2_654_435_761) % 4_294_967_296} took=${(line * 7919) % 1000} ms from=${line % 251} `
  return `${text.repeat(Math.ceil(width / text.length)).slice(0, Math.max(1, width - 1))}\n`
}
