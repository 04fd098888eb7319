// A process that starts the database of a data directory and says so; then it lives until it is killed, or ends by itself.
import { readConfig } from '#lib/platform/config'
import { startDatabase } from '../database'

const [, , dataDirectory, end] = process.argv
await startDatabase(readConfig({ QUARTERDECK_DATA: dataDirectory }), () => {})
process.stdout.write('started\n')
if (end === 'by-itself') process.exit(1)
setInterval(() => {}, 60_000)
