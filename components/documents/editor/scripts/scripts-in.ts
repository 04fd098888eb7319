import { allSteps, inputsOf, stepListsOf } from '#lib/capabilities/documents/model/language/graph/steps'
import { itemsOf, memberOf, type ParsedText, type ScalarNode, textOf, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import type { CodeScript } from '#queries/ui/code/code-services'

export type ScriptLanguage = CodeScript['language']

/** One script: its lines may be items of a list. */
export interface Script {
  language: ScriptLanguage
  parts: readonly ScalarNode[]
}

export interface ScriptInput {
  name: string
  /** Of aws:executeScript. */
  runtime: string | undefined
}

/** In which language an input of an action is written; undefined if it is no script. */
export function scriptLanguageOf(action: string | undefined, { name, runtime = '' }: ScriptInput): ScriptLanguage | undefined {
  if (action === 'aws:runShellScript' && name === 'runCommand') return 'shell'
  if (action === 'aws:runPowerShellScript' && name === 'runCommand') return 'powershell'
  if (action === 'aws:executeScript' && name === 'Script') return /powershell/i.test(runtime) ? 'powershell' : 'python'
  return undefined
}

export function scriptsOf({ root }: Pick<ParsedText, 'root'>): readonly Script[] {
  return allSteps(stepListsOf(root)).flatMap((step) => {
    const inputs = inputsOf(step)
    const runtime = textOf(memberOf(inputs, 'Runtime'))
    return ['runCommand', 'Script'].flatMap((name): readonly Script[] => {
      const language = scriptLanguageOf(step.action, { name, runtime })
      const parts = partsOf(memberOf(inputs, name))
      return language === undefined || parts.length === 0 ? [] : [{ language, parts }]
    })
  })
}

/** Where scripts stand in a document, and in which language. */
export function scriptsIn(parsed: ParsedText): readonly CodeScript[] {
  return scriptsOf(parsed).flatMap(({ language, parts }) =>
    parts.map(({ start, end, style }) => {
      const quote = style === 'quoted' ? 1 : 0
      return { start: start + quote, end: end - quote, language }
    }),
  )
}

function partsOf(node: TreeNode | undefined): readonly ScalarNode[] {
  if (node?.kind === 'list') return itemsOf(node).flatMap(partsOf)
  return node?.kind === 'scalar' && typeof node.value === 'string' ? [node] : []
}
