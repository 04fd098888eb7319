import type { DocumentStep, RunnableDocument } from '#agent/documents/document-step'
import { applyModifiers, decideStep } from '#agent/documents/flow'
import { appendNote, errorOf, resultOf } from '#agent/documents/step-end'
import { exitCodes, statusOfDocument, type StepResult } from '#agent/documents/step-result'
import { choiceInput, mapInput, requiredText } from '#agent/plugins/inputs'
import { plugin, type PluginEnd, type StepContext } from '#agent/plugins/plugin'
import { type DocumentPlace, readInnerDocument } from '#agent/plugins/run-document/inner-document'
import { SubSteps } from '#agent/plugins/sub-steps'

interface Inputs {
  place: DocumentPlace
  parameters: Readonly<Record<string, unknown>>
}

/** Documents inside documents, as many as the stock agent runs. */
const mostDepth = 3

/** aws:runDocument: the steps of another document as one step; their output is its output, one after the other. */
export const runInnerDocument = plugin<Inputs>({
  name: 'aws:runDocument',
  platforms: ['Linux', 'MacOS', 'Windows'],
  parse(inputs) {
    const type = choiceInput(inputs, 'documentType', ['LocalPath', 'SSMDocument'])
    return { place: { type, path: requiredText(inputs, 'documentPath') }, parameters: mapInput(inputs, 'documentParameters') }
  },
  async run({ place, parameters }, context) {
    if (context.depth >= mostDepth)
      return {
        kind: 'failed',
        message: `Documents may run ${mostDepth} deep inside each other; ${place.path} would be one more.`,
      }
    if (context.earlierAttempt === undefined) {
      if (context.cancelled.aborted) return { kind: 'cancelled' }
      context.beginAttempt()
    }
    const document = await readInnerDocument(place, parameters, context)
    return walk(document, { ...context, depth: context.depth + 1 })
  },
})

async function walk(document: RunnableDocument, context: StepContext): Promise<PluginEnd> {
  const inner = new SubSteps(context)
  const results: StepResult[] = []
  for (const [index, step] of document.steps.entries()) {
    const result = await runOne({ document, step, inner, results }, context)
    if (context.isReleased()) return { kind: 'cancelled' }
    if (result.status === 'Cancelled') return { kind: 'cancelled' }
    results[index] = result
  }
  return endOf(document, results)
}

interface One {
  document: RunnableDocument
  step: DocumentStep
  inner: SubSteps
  results: readonly StepResult[]
}

async function runOne({ document, step, inner, results }: One, context: StepContext): Promise<StepResult> {
  const startedAt = Date.now()
  if (context.cancelled.aborted) return { status: 'Cancelled', code: 1, startedAt, endedAt: startedAt }
  const decision = decideStep(document, results, context.facts)
  if (decision.kind === 'skip') {
    noteOnce(context.standardOutput, decision.message)
    return { status: 'Skipped', code: 0, message: decision.message, startedAt, endedAt: startedAt }
  }
  const name = `${results.length}-${step.name.replace(/[^\w-]/g, '_')}`
  let isFresh = false
  const end = await inner.run(name, async (own) => {
    isFresh = true
    return decision.kind === 'run'
      ? withoutRestart(await decision.plugin.run(step.inputs, own), step)
      : { kind: 'failed', message: decision.message }
  })
  const { result, notes } = applyModifiers(step, resultOf(end, startedAt))
  if (isFresh && !context.isReleased()) {
    noteOnce(context.standardError, errorOf(end))
    noteOnce(context.standardOutput, notes.output)
    noteOnce(context.standardError, notes.error)
  }
  return result
}

function noteOnce(file: string, note: string | undefined): void {
  if (note !== undefined) appendNote(file, `${note}\n`)
}

/** A restart would leave the documents around this one in the middle; AWS forbids it too. */
function withoutRestart(end: PluginEnd, step: DocumentStep): PluginEnd {
  if (end.kind !== 'exited' || end.code !== exitCodes.reboot) return end
  return {
    kind: 'failed',
    message: `Step ${step.name} asked for a restart with exit code ${exitCodes.reboot}, which an inner document cannot have.`,
  }
}

function endOf(document: RunnableDocument, results: readonly StepResult[]): PluginEnd {
  const status = statusOfDocument(results)
  if (status === 'TimedOut') return { kind: 'timed-out' }
  if (status !== 'Failed') return { kind: 'exited', code: 0 }
  const failed = document.steps.filter((_step, index) => results[index]?.status === 'Failed').map(({ name }) => name)
  return {
    kind: 'failed',
    message: `Of the inner document ${failed.length === 1 ? 'the step' : 'the steps'} ${failed.join(', ')} failed.`,
  }
}
