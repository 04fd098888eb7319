/** The program: settings, database, ports, doors, listeners; and their orderly end. */
import { type Config, ConfigProblem, isLoopback, readConfig } from '#lib/platform/config'
import { createLog } from '#lib/platform/log'
import { RootKeyProblem } from '#lib/platform/secrets/root-key-problem'
import { findProjectRoot } from '#lib/platform/project-root'
import { compose } from './compose'
import { StartProblem, startDatabase } from './database'
import { announce, createStageLines, type StageLines } from './announce'
import { noPages } from './no-pages'
import { startPages } from './pages'
import { openPorts } from './ports'
import { createShutdown } from './shutdown'

// Next's telemetry would leave the installation.
process.env['NEXT_TELEMETRY_DISABLED'] = '1'

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const lines = createStageLines()
  // Before everything has started there is nothing to bring to an end but Postgres, which ends with this process.
  let stop: () => unknown = () => process.exit(0)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
  process.on('unhandledRejection', (cause) => log.error({ cause }, 'a promise failed that nobody waited for'))

  warnOfExposure(config, lines)
  const database = await startDatabase(config, lines.stage)
  const open = await openPorts(config, database, log)
  lines.stage('Starting the control plane')
  const { host, port } = config
  const isConsole = config.roles.has('console')
  const dev = process.argv.includes('--dev')
  const pages = isConsole ? await startPages({ dev, directory: findProjectRoot(), host, port }) : noPages
  const running = await compose(open, pages)
  const shutdown = createShutdown({
    log,
    exit: (code) => process.exit(code),
    parts: [
      ['doors', running.close],
      ['ports', open.close],
      ['database', database.stop],
    ],
  })
  stop = () => shutdown.end(0)
  process.on('SIGINT', shutdown.hurry)
  void database.lost.then(() => {
    if (shutdown.isEnding()) return
    log.error('the embedded Postgres ended; start again')
    void shutdown.end(1)
  })
  await announce(open.ports, lines)
}

function warnOfExposure(config: Config, lines: StageLines): void {
  if (isLoopback(config.host)) return
  if (config.url.startsWith('https://localhost')) {
    lines.warn(`HOST is ${config.host}, but QUARTERDECK_URL is not set: other machines cannot join by the address ${config.url}.`)
  }
  lines.warn(
    `Port ${config.port} takes plain http from the network: passwords can be read on the way. Use https on port ${config.tlsPort}.`,
  )
}

main().catch((failure: unknown) => {
  const expected = failure instanceof ConfigProblem || failure instanceof StartProblem || failure instanceof RootKeyProblem
  process.stderr.write(
    expected
      ? `quarterdeck: ${failure.message}\n`
      : `quarterdeck: ${failure instanceof Error ? failure.stack : String(failure)}\n`,
  )
  process.exit(failure instanceof ConfigProblem ? 2 : 1)
})
