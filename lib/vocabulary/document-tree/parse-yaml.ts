import { parseEvents, YAMLException } from 'js-yaml'
import { recoverYaml, type YamlBreak } from './recover-yaml'
import { buildYamlTree } from './yaml-tree'
import type { ParsedText, SyntaxProblem, TreeNode } from './tree'

const maxDepth = 100
/** How often broken text is cut shorter to find a part that reads. */
const maxCuts = 6

export function parseYamlText(text: string): ParsedText {
  const whole = tryRead(text)
  if (whole.kind === 'read') return { text, format: 'YAML', root: whole.root, problems: whole.problems }
  return { text, format: 'YAML', root: readPart(text, whole.at), problems: problemsOf(text, whole) }
}

type Read = { kind: 'read'; root: TreeNode | undefined; problems: readonly SyntaxProblem[] } | ({ kind: 'broken' } & YamlBreak)

function tryRead(text: string): Read {
  try {
    return { kind: 'read', ...buildYamlTree(text, parseEvents(text, { maxDepth })) }
  } catch (thrown) {
    if (thrown instanceof YAMLException)
      return { kind: 'broken', at: Math.min(thrown.mark?.position ?? 0, text.length), reason: thrown.reason }
    throw thrown
  }
}

/** Each break of its own, and what may be said of the rest: an alias may be that of an anchor that is broken. */
function problemsOf(text: string, first: YamlBreak): readonly SyntaxProblem[] {
  if (isTooDeep(first)) return [problemOf(text, first)]
  let rest: readonly SyntaxProblem[] = []
  const { breaks } = recoverYaml(text, first, (mended) => {
    const read = tryRead(mended)
    rest = read.kind === 'read' ? read.problems.filter(({ code }) => code === 'duplicateKey') : []
    return read.kind === 'broken' ? read : undefined
  })
  return [...breaks.map((found) => problemOf(text, found)), ...rest].toSorted((one, other) => one.start - other.start)
}

function isTooDeep({ reason }: YamlBreak): boolean {
  return reason.includes('maxDepth')
}

function problemOf(text: string, { at, reason }: YamlBreak): SyntaxProblem {
  const isDeep = isTooDeep({ at, reason })
  return {
    code: isDeep ? 'tooDeep' : 'syntax',
    severity: 'error',
    message: isDeep ? `The document is nested more than ${maxDepth} levels deep.` : `Not YAML: ${reason}.`,
    start: at,
    end: Math.min(text.length, at + 1),
  }
}

/** The lines before the problem, and if these do not read alone, fewer. */
function readPart(text: string, problemAt: number): TreeNode | undefined {
  let end = problemAt
  for (let cut = 0; cut < maxCuts && end > 0; cut += 1) {
    end = text.lastIndexOf('\n', end - 1) + 1
    const part = tryRead(text.slice(0, end))
    if (part.kind === 'read') return part.root
    end = Math.min(end - 1, part.at)
  }
  return undefined
}
