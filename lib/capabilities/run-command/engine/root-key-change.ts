import type { Ctx } from '#lib/platform/context'
import { type Resealed, type Resealing, resealRows } from '#lib/platform/secrets/reseal'
import { lockSealedJobs, updateSealedJob } from '../store/sealed-jobs'
import { sealedJobContext } from './stored-values'

/** Of every account: what commands keep of the values that they refer to. */
export async function resealJobs(tx: Ctx, resealing: Resealing): Promise<Resealed> {
  const jobs = await lockSealedJobs(tx)
  return resealRows(
    resealing,
    jobs.map((job) => ({
      sealed: job.sealedJob,
      context: sealedJobContext(job.commandId),
      write: (sealed) => updateSealedJob(tx, job, sealed),
    })),
  )
}
