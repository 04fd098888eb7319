import { type FirstAnswer, firstAnswers } from '#lib/api/server'
import { runInvocations, runSummary } from '#queries/run-command/run/run-queries'
import { bucketOf, type RunSummary } from '#queries/run-command/run-progress'

/** What a run shows as soon as it is open; its counts tell which lists of nodes are worth asking for. */
export async function runFirst(commandId: string, params: URLSearchParams): Promise<readonly FirstAnswer[]> {
  const [summary] = await firstAnswers([runSummary(commandId)])
  if (!summary) return []
  const { Counts } = summary.data as RunSummary
  const bucket = bucketOf(params.get('show'))
  return [summary, ...(await firstAnswers([runInvocations(commandId, bucket, () => Counts)]))]
}
