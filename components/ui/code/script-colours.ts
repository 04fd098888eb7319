import type { editor } from 'monaco-editor/editor/editor.api'
import { rangeOf } from './code-providers'
import type { CodeScript } from './code-services'
import type { Monaco } from './monaco'

const classes: readonly (readonly [prefix: string, className: string])[] = [
  ['comment', 'text-code-comment'],
  ['string', 'text-code-string'],
  ['number', 'text-code-number'],
  ['keyword', 'text-code-keyword'],
  ['variable', 'text-code-variable'],
]

/** Scripts inside a document in the colours of their own language: Monaco knows one language per text. */
export function scriptDecorations(
  monaco: Monaco,
  model: editor.ITextModel,
  scripts: readonly CodeScript[],
): editor.IModelDeltaDecoration[] {
  const text = model.getValue()
  return scripts.flatMap(({ start, end, language }) => {
    const lines = monaco.editor.tokenize(text.slice(start, end), language)
    let lineStart = start
    return lines.flatMap((tokens, line) => {
      const from = lineStart
      const length = model.getLineLength(model.getPositionAt(from).lineNumber)
      const lineEnd = text.indexOf('\n', from)
      lineStart = lineEnd === -1 ? end : lineEnd + 1
      const last = line === lines.length - 1 ? end : from + length
      return tokens.flatMap(({ offset, type }, index) => {
        const found = classes.find(([prefix]) => type.startsWith(prefix))
        const span = { start: from + offset, end: Math.min(last, from + (tokens[index + 1]?.offset ?? last - from)) }
        return found ? [{ range: rangeOf(model, span), options: { inlineClassName: `!${found[1]}` } }] : []
      })
    })
  })
}
