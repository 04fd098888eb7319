/** The program without its pages, for tests that kill it. Settings are environment variables; says `ready` when it is. */
import { readConfig } from '#lib/platform/config'
import { createLog } from '#lib/platform/log'
import { compose } from '#server/compose'
import { startDatabase } from '#server/database'
import { noPages } from '#server/no-pages'
import { openPorts } from '#server/ports'

const config = readConfig(process.env)
const database = await startDatabase(config, () => {})
const open = await openPorts(config, database, createLog(config.logLevel))
await compose(open, noPages)
process.stdout.write('ready\n')
