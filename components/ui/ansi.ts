/** How a piece of terminal text looks. Colours are 0-15 of the theme, or a CSS colour for the 256 and true-colour forms. */
export interface TextStyle {
  fg?: number | string
  bg?: number | string
  bold?: boolean
  dim?: boolean
  italic?: boolean
  underline?: boolean
  inverse?: boolean
}

export interface Span {
  text: string
  style: TextStyle
}

export interface ParsedLine {
  spans: Span[]
  /** Holds on to the next line, as in a terminal. */
  end: TextStyle
}

const none: TextStyle = {}
const sequence = /\x1b(?:\[([0-?]*)([ -/]*[@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])/g
const hidden = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g

/** Colours and weights are kept, every other sequence is dropped, and what is left of control characters is shown escaped. */
export function parseAnsi(line: string, start: TextStyle = none): ParsedLine {
  const spans: Span[] = []
  let style = start
  let at = 0
  const push = (text: string) => {
    if (text !== '') spans.push({ text: escapeControls(text), style })
  }
  for (const match of line.matchAll(sequence)) {
    push(line.slice(at, match.index))
    at = match.index + match[0].length
    if (match[2] === 'm' && !/[<=>?]/.test(match[1] ?? '')) style = restyle(style, match[1] ?? '')
  }
  push(line.slice(at))
  return { spans, end: style }
}

/** The text alone, for search and copying. */
export function plainText(line: string): string {
  return escapeControls(line.replace(sequence, ''))
}

/** A progress bar draws over itself with carriage returns: only what stood there last is kept. */
export function foldReturns(line: string): string {
  if (!line.includes('\r')) return line
  const parts = line.split('\r')
  const last = parts.findLastIndex((part) => part !== '')
  return last < 0 ? '' : (parts[last] ?? '')
}

export function escapeControls(text: string): string {
  return text.replace(hidden, (sign) => {
    const code = sign.charCodeAt(0)
    return code > 0xff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\x${code.toString(16).padStart(2, '0')}`
  })
}

const flags: Record<number, (style: TextStyle) => TextStyle> = {
  0: () => none,
  1: (style) => ({ ...style, bold: true }),
  2: (style) => ({ ...style, dim: true }),
  3: (style) => ({ ...style, italic: true }),
  4: (style) => ({ ...style, underline: true }),
  7: (style) => ({ ...style, inverse: true }),
  22: (style) => without(style, ['bold', 'dim']),
  23: (style) => without(style, ['italic']),
  24: (style) => without(style, ['underline']),
  27: (style) => without(style, ['inverse']),
  39: (style) => without(style, ['fg']),
  49: (style) => without(style, ['bg']),
}

function without(style: TextStyle, names: readonly (keyof TextStyle)[]): TextStyle {
  return Object.fromEntries(Object.entries(style).filter(([name]) => !names.some((gone) => gone === name)))
}

function restyle(style: TextStyle, parameters: string): TextStyle {
  const codes = parameters === '' ? [0] : parameters.split(/[;:]/).map(Number)
  let next = style
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0
    if (code === 38 || code === 48) {
      const [colour, used] = extended(codes.slice(at + 1))
      if (colour !== undefined) next = { ...next, [code === 38 ? 'fg' : 'bg']: colour }
      at += used
    } else next = flags[code]?.(next) ?? basic(next, code)
  }
  return next
}

function basic(style: TextStyle, code: number): TextStyle {
  if (code >= 30 && code <= 37) return { ...style, fg: code - 30 }
  if (code >= 90 && code <= 97) return { ...style, fg: code - 82 }
  if (code >= 40 && code <= 47) return { ...style, bg: code - 40 }
  if (code >= 100 && code <= 107) return { ...style, bg: code - 92 }
  return style
}

/** `5;n` and `2;r;g;b` after 38 or 48; the number of codes they take. */
function extended(codes: readonly number[]): [colour: number | string | undefined, used: number] {
  const [mode, first = 0, second = 0, third = 0] = codes
  if (mode === 5) return [palette(first), 2]
  if (mode === 2) return [`rgb(${[first, second, third].map((part) => Math.min(255, part || 0)).join(' ')})`, 4]
  return [undefined, codes.length]
}

function palette(index: number): number | string | undefined {
  if (!(index >= 0 && index <= 255)) return undefined
  if (index < 16) return index
  if (index >= 232)
    return `rgb(${Array(3)
      .fill((index - 232) * 10 + 8)
      .join(' ')})`
  const level = (step: number) => (step === 0 ? 0 : step * 40 + 55)
  const cube = index - 16
  return `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`
}
