import { Fragment } from 'react'

const part = /(#[^\n]*)|("(?:[^"\\\n]|\\.)*"|[\w.$:-]+)(?=\s*:(?:\s|$))|("(?:[^"\\\n]|\\.)*"|'[^'\n]*')/gm
/** What a window can show at once; thousands of coloured words would only keep the editor waiting. */
const coloured = 8000
const colours = [undefined, 'text-code-comment', 'text-code-key', 'text-code-string']

/** JSON or YAML in colours, without an editor: what is there until the editor is, at the same place. */
export function PlainCode({ text, label }: { text: string; label: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <pre tabIndex={0} aria-label={label} className="h-full overflow-auto py-2 pl-16 font-mono text-[0.8125rem] leading-5">
      {partsOf(text.slice(0, coloured)).map(({ words, colour }, at) =>
        colour ? (
          <span key={at} className={colour}>
            {words}
          </span>
        ) : (
          <Fragment key={at}>{words}</Fragment>
        ),
      )}
      {text.slice(coloured)}
    </pre>
  )
}

function partsOf(text: string): { words: string; colour: string | undefined }[] {
  const parts: { words: string; colour: string | undefined }[] = []
  let done = 0
  for (const found of text.matchAll(part)) {
    parts.push({ words: text.slice(done, found.index), colour: undefined })
    parts.push({ words: found[0], colour: colours[[1, 2, 3].find((group) => found[group] !== undefined) ?? 0] })
    done = found.index + found[0].length
  }
  return [...parts, { words: text.slice(done), colour: undefined }]
}
