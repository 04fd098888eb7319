import { entriesOf, itemsOf, memberOf, plainTextOf, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import { choiceOperators } from '../description/choices'

const maxLength = 80

/** A condition in words: `{{ a.State }} is "running"`. */
export function conditionWords(choice: TreeNode | undefined): string {
  const words = wordsOf(choice, 0)
  return words.length > maxLength ? `${words.slice(0, maxLength - 1)}…` : words
}

function wordsOf(choice: TreeNode | undefined, depth: number): string {
  if (depth > 4) return '…'
  for (const [name, joint] of [
    ['And', ' and '],
    ['Or', ' or '],
  ] as const) {
    const parts = itemsOf(memberOf(choice, name)).map((part) => wordsOf(part, depth + 1))
    if (parts.length > 0) return depth === 0 ? parts.join(joint) : `(${parts.join(joint)})`
  }
  const negated = memberOf(choice, 'Not')
  if (negated) return `not ${wordsOf(negated, depth + 1)}`
  return comparison(choice)
}

function comparison(choice: TreeNode | undefined): string {
  const variable = (plainTextOf(memberOf(choice, 'Variable')) ?? '').replace(/^\{\{\s*([^{}]*?)\s*\}\}$/, '$1')
  const found = entriesOf(choice).find(({ key }) => Object.hasOwn(choiceOperators, key))
  if (!found) return variable
  const value = found.value.kind === 'scalar' ? JSON.stringify(found.value.value) : '…'
  return `${variable} ${choiceOperators[found.key]} ${value}`.trim()
}
