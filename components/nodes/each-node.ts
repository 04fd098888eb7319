import { type Failure, toFailure } from '#queries/ui/failure'

export interface NodeFailure {
  nodeId: string
  failure: Failure
}

const atOnce = 6
/** A screen that is drawn anew for each of thousands of nodes would do little else. */
const mostReports = 100

/** Does the same to many nodes, a few at a time; one that fails does not stop the others. */
export async function eachNode(
  nodeIds: readonly string[],
  work: (nodeId: string) => Promise<unknown>,
  onDone: (done: number) => void = () => {},
): Promise<NodeFailure[]> {
  const failures: NodeFailure[] = []
  const waiting = [...nodeIds]
  const step = Math.ceil(nodeIds.length / mostReports)
  let done = 0
  const runner = async () => {
    for (let nodeId = waiting.shift(); nodeId !== undefined; nodeId = waiting.shift()) {
      const id = nodeId
      await work(id).catch((thrown: unknown) => failures.push({ nodeId: id, failure: toFailure(thrown) }))
      done += 1
      if (done % step === 0 || done === nodeIds.length) onDone(done)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, nodeIds.length) }, runner))
  return failures
}
