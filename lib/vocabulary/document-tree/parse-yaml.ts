import { parseEvents, YAMLException } from 'js-yaml'
import { buildYamlTree } from './yaml-tree'
import type { ParsedText, SyntaxProblem, TreeNode } from './tree'

const maxDepth = 100
/** How often broken text is cut shorter to find a part that reads. */
const maxCuts = 6

export function parseYamlText(text: string): ParsedText {
  const whole = tryRead(text)
  if (whole.kind === 'read') return { text, format: 'YAML', root: whole.root, problems: whole.problems }
  return { text, format: 'YAML', root: readPart(text, whole.problem.start), problems: [whole.problem] }
}

type Read =
  | { kind: 'read'; root: TreeNode | undefined; problems: readonly SyntaxProblem[] }
  | { kind: 'broken'; problem: SyntaxProblem }

function tryRead(text: string): Read {
  try {
    return { kind: 'read', ...buildYamlTree(text, parseEvents(text, { maxDepth })) }
  } catch (thrown) {
    if (thrown instanceof YAMLException) return { kind: 'broken', problem: problemOf(thrown, text) }
    throw thrown
  }
}

function problemOf({ reason, mark }: YAMLException, text: string): SyntaxProblem {
  const start = Math.min(mark?.position ?? 0, text.length)
  const isDeep = reason.includes('maxDepth')
  return {
    code: isDeep ? 'tooDeep' : 'syntax',
    severity: 'error',
    message: isDeep ? `The document is nested more than ${maxDepth} levels deep.` : `Not YAML: ${reason}.`,
    start,
    end: Math.min(text.length, start + 1),
  }
}

/** The lines before the problem, and if these do not read alone, fewer. */
function readPart(text: string, problemAt: number): TreeNode | undefined {
  let end = problemAt
  for (let cut = 0; cut < maxCuts && end > 0; cut += 1) {
    end = text.lastIndexOf('\n', end - 1) + 1
    const part = tryRead(text.slice(0, end))
    if (part.kind === 'read') return part.root
    end = Math.min(end - 1, part.problem.start)
  }
  return undefined
}
