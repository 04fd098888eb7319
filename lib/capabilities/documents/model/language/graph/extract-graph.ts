import { SourceLines } from '#lib/vocabulary/document-tree/source-lines'
import { itemsOf, memberOf, type ParsedText, type Path, plainTextOf, type Span } from '#lib/vocabulary/document-tree/tree'
import { stepLanguages } from '../description/steps'
import { edgesOf, type EdgeKind } from './edges'
import { conditionWords } from './condition-words'
import { inputsOf, isTrue, type StepView, stepListsOf, pluginsOf } from './steps'

export interface GraphNode extends Span {
  /** Unique even where names are not: the name, or the path. */
  id: string
  name: string
  action: string
  summary: string
  path: Path
  line: number
  isEnd: boolean
  /** Id of the loop that the step belongs to. */
  loop: string | undefined
  /** Of loops: what they repeat for. */
  repeats?: string | undefined
}

export interface GraphEdge {
  id: string
  kind: EdgeKind
  from: string
  /** `end` is the end of the document or of the turn of a loop; undefined is a step that does not exist. */
  to: string | 'end' | undefined
  label: string
  /** As written, if it does not exist. */
  missing: string | undefined
  /** Place among the choices of a branch. */
  choice?: number | undefined
}

export interface StepGraph {
  nodes: readonly GraphNode[]
  edges: readonly GraphEdge[]
  /** Id of the first step. */
  start: string | undefined
  /** Where the text stopped making sense; steps after that are not here. */
  stoppedAt: { line: number; column: number; message: string } | undefined
}

/** The steps of any text, as far as it reads. */
export function extractGraph(parsed: ParsedText): StepGraph {
  const lines = new SourceLines(parsed.text)
  const problem = parsed.problems.find(({ severity, code }) => severity === 'error' && code !== 'tooLarge')
  const stoppedAt = problem && { ...lines.positionOf(problem.start), message: problem.message }
  const steps = stepListsOf(parsed.root).flatMap((list) => list.steps)
  if (steps.length === 0) return { ...pluginGraph(parsed, lines), stoppedAt }
  const ids = idsOf(steps)
  const nodes = steps.map((step) => nodeOf(step, { ids, lines }))
  return { nodes, edges: steps.flatMap((step) => stepEdges(step, ids)), start: nodes[0]?.id, stoppedAt }
}

type Ids = ReadonlyMap<StepView, string>

function idsOf(steps: readonly StepView[]): Ids {
  const taken = new Set<string>()
  return new Map(
    steps.map((step) => {
      const id = step.name !== undefined && !taken.has(step.name) ? step.name : step.path.join('.')
      taken.add(id)
      return [step, id]
    }),
  )
}

function nodeOf(step: StepView, { ids, lines }: { ids: Ids; lines: SourceLines }): GraphNode {
  const { node, path, list } = step
  const action = step.action ?? ''
  const known = stepLanguages.automation.actions.get(action) ?? stepLanguages.command.actions.get(action)
  return {
    id: ids.get(step) ?? '',
    name: step.name ?? '',
    action,
    summary: known?.summary ?? '',
    path,
    start: node.start,
    end: node.end,
    line: lines.positionOf(node.start).line,
    isEnd: isTrue(memberOf(node, 'isEnd')),
    loop: list.owner && ids.get(list.owner),
    repeats: action === 'aws:loop' ? repeatWords(step) : undefined,
  }
}

function stepEdges(step: StepView, ids: Ids): readonly GraphEdge[] {
  const from = ids.get(step) ?? ''
  return edgesOf(step).map(({ kind, to, label, choice }, index): GraphEdge => {
    const target = to === undefined ? undefined : step.list.byName.get(to)
    const missing = to !== undefined && !target ? to : undefined
    const end = to === undefined ? 'end' : undefined
    return { id: `${from}:${index}`, kind, from, to: target ? ids.get(target) : end, label, missing, choice }
  })
}

function repeatWords(step: StepView): string {
  const inputs = inputsOf(step)
  const condition = memberOf(inputs, 'LoopCondition')
  if (condition) return `while ${conditionWords(condition)}`
  const values = memberOf(inputs, 'Iterators')
  return `for each of ${plainTextOf(values) ?? `${itemsOf(values).length} values`}`
}

/** Schema 1.2: plugins in a row. */
function pluginGraph({ root }: ParsedText, lines: SourceLines): Omit<StepGraph, 'stoppedAt'> {
  const plugins = pluginsOf(root)
  const nodes = plugins.map(({ name, node, keyStart }): GraphNode => {
    const summary = stepLanguages.command.actions.get(name)?.summary ?? ''
    const path = ['runtimeConfig', name]
    const { line } = lines.positionOf(keyStart)
    return { id: name, name, action: name, summary, path, start: keyStart, end: node.end, line, isEnd: false, loop: undefined }
  })
  const edges = nodes.map(({ id }, index): GraphEdge => {
    return { id: `${id}:0`, kind: 'next', from: id, to: nodes[index + 1]?.id ?? 'end', label: '', missing: undefined }
  })
  return { nodes, edges, start: nodes[0]?.id }
}
