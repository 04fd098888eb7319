import {
  entriesOf,
  type Entry,
  memberOf,
  type ParsedText,
  type Path,
  type Span,
  type TreeNode,
} from '#lib/vocabulary/document-tree/tree'
import { allSteps, type StepList, type StepView, stepListsOf } from '../graph/steps'
import type { Fix, FindingCode, RawFinding, Severity } from './finding'

/** A document that reads, with what the checks beyond its structure ask for. */
export interface DocumentView {
  text: string
  root: TreeNode
  isAutomation: boolean
  parameters: ReadonlyMap<string, Entry>
  variables: ReadonlyMap<string, Entry>
  lists: readonly StepList[]
  steps: ReadonlyMap<string, StepView>
  report: (finding: RawFinding) => void
}

export function viewOf(
  parsed: ParsedText,
  root: TreeNode,
  { isAutomation }: { isAutomation: boolean },
): DocumentView & { findings: RawFinding[] } {
  const findings: RawFinding[] = []
  const lists = stepListsOf(root)
  const named = allSteps(lists).flatMap((step): [string, StepView][] => (step.name === undefined ? [] : [[step.name, step]]))
  return {
    text: parsed.text,
    root,
    isAutomation,
    parameters: byKey(memberOf(root, 'parameters')),
    variables: byKey(memberOf(root, 'variables')),
    lists,
    steps: new Map(named.toReversed()),
    findings,
    report: (finding) => findings.push(finding),
  }
}

function byKey(node: TreeNode | undefined): ReadonlyMap<string, Entry> {
  return new Map(entriesOf(node).map((entry) => [entry.key, entry]))
}

interface At {
  span: Span
  path: Path
  fixes?: readonly Fix[]
}

/** `CODE.severity`, so that a call reads on one line. */
export function tell(
  view: DocumentView,
  [code, severity]: readonly [FindingCode, Severity],
  { message, span, path, fixes }: At & { message: string },
): void {
  view.report({ code, severity, message, path, start: span.start, end: span.end, ...(fixes ? { fixes } : {}) })
}
