import { allSteps, inputsOf, stepListsOf } from '#lib/capabilities/documents/model/language/graph/steps'
import { memberOf, type ParsedText, textOf, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import type { CodeScript } from '#queries/ui/code/code-services'

/** Where scripts stand in a document, and in which language. */
export function scriptsIn({ root }: ParsedText): readonly CodeScript[] {
  return allSteps(stepListsOf(root)).flatMap((step) => {
    const inputs = inputsOf(step)
    switch (step.action) {
      case 'aws:runShellScript':
        return linesOf(memberOf(inputs, 'runCommand'), 'shell')
      case 'aws:runPowerShellScript':
        return linesOf(memberOf(inputs, 'runCommand'), 'powershell')
      case 'aws:executeScript': {
        const runtime = textOf(memberOf(inputs, 'Runtime')) ?? ''
        return linesOf(memberOf(inputs, 'Script'), /powershell/i.test(runtime) ? 'powershell' : 'python')
      }
      default:
        return []
    }
  })
}

function linesOf(node: TreeNode | undefined, language: CodeScript['language']): readonly CodeScript[] {
  if (node?.kind === 'list') return node.items.flatMap((item) => linesOf(item, language))
  if (node?.kind !== 'scalar') return []
  const { start, end } = node
  const quote = node.style === 'quoted' ? 1 : 0
  return [{ start: start + quote, end: end - quote, language }]
}
