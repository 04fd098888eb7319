// A process that takes jobs of kind test.doomed, says so, and never finishes them: for a test that kills it.
import pg from 'pg'
import { startJobRunner } from '#lib/platform/jobs/job-runner'
import { jobPorts, recordingLog } from './job-ports'

const pool = new pg.Pool({ ...JSON.parse(process.argv[2] ?? '{}'), max: 10 })
pool.on('error', () => {})
pool.on('connect', () => {})
const never = new Promise<void>(() => {})

await startJobRunner({
  pool,
  ports: jobPorts(pool, recordingLog().log),
  manifests: [
    {
      'test.doomed': () => {
        process.stdout.write('taken\n')
        return never
      },
    },
  ],
  signal: new AbortController().signal,
})
