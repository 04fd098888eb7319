/** The program: settings, database, ports, doors, listeners; and their orderly end. */
import { ConfigProblem, isLoopback, readConfig } from '#lib/platform/config'
import { createLog } from '#lib/platform/log'
import { findProjectRoot } from '#lib/platform/project-root'
import { compose } from './compose'
import { StartProblem, startDatabase } from './database'
import { announce, createStageLines } from './announce'
import { startPages } from './pages'
import { openPorts } from './ports'

// Next's telemetry would leave the installation.
process.env['NEXT_TELEMETRY_DISABLED'] = '1'

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const lines = createStageLines()
  if (!isLoopback(config.host) && config.url.startsWith('https://localhost')) {
    lines.warn(`HOST is ${config.host}, but QUARTERDECK_URL is not set: other machines cannot join by the address ${config.url}.`)
  }
  if (!isLoopback(config.host)) {
    lines.warn(
      `Port ${config.port} takes plain http from the network: passwords can be read on the way. Use https on port ${config.tlsPort}.`,
    )
  }
  const database = await startDatabase(config, lines.stage)
  const open = await openPorts(config, database, log)
  lines.stage('Starting the control plane')
  const { host, port } = config
  const pages = await startPages({ dev: process.argv.includes('--dev'), directory: findProjectRoot(), host, port })
  const running = await compose(open, pages)
  await announce(open.ports, lines)

  let stopping: Promise<void> | undefined
  const stop = (code: number) => {
    stopping ??= (async () => {
      await running.close()
      await open.close()
      await database.stop()
      process.exit(code)
    })()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0))
  void database.lost.then(() => {
    if (stopping) return
    log.error('the embedded Postgres ended; start again')
    stop(1)
  })
}

main().catch((failure: unknown) => {
  const expected = failure instanceof ConfigProblem || failure instanceof StartProblem
  process.stderr.write(
    expected
      ? `quarterdeck: ${failure.message}\n`
      : `quarterdeck: ${failure instanceof Error ? failure.stack : String(failure)}\n`,
  )
  process.exit(failure instanceof ConfigProblem ? 2 : 1)
})
