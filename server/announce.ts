import { hasUsers, setupToken } from '#lib/capabilities/auth/index'
import { addressIn } from '#lib/platform/config'
import type { Ports } from '#lib/platform/context'

export interface StageLines {
  stage(text: string): void
  warn(text: string): void
  print(text: string): void
}

export function createStageLines(): StageLines {
  const begun = performance.now()
  const print = (text: string) => void process.stdout.write(`${text}\n`)
  return {
    stage: (text) => print(`  ${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s  ${text}`),
    warn: (text) => print(`  warning  ${text}`),
    print,
  }
}

/** The last words of a start: where the console is, and how to own it. */
export async function announce(ports: Ports, lines: StageLines): Promise<void> {
  const { host, port, url, roles } = ports.config
  const browser = host === '0.0.0.0' || host === '::' ? 'localhost' : addressIn(host)
  const address = `http://${browser}:${port}`
  lines.stage('Ready')
  lines.print('')
  if (!roles.has('console')) {
    lines.print(`  Roles    ${[...roles].join(', ')}`)
    return lines.print('')
  }
  lines.print(`  Console  ${address}`)
  lines.print(`  Agents   ${url}`)
  if (!(await hasUsers(ports))) {
    lines.print('')
    lines.print('  Nobody owns this installation yet. Make the owner account with this link:')
    lines.print(`  ${address}/setup?token=${setupToken(ports)}`)
  }
  lines.print('')
}
