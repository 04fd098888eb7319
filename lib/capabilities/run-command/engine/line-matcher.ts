import vm from 'node:vm'
import { ApiError, validationFailed } from '#lib/vocabulary/api-error'

export interface LineMatcher {
  /** False when no line of the text can match; quicker than looking at each. */
  mayBeIn(text: string): boolean
  /** Which of the lines contain what is sought. */
  linesIn(lines: readonly string[]): readonly number[]
}

export interface Sought {
  query: string
  isRegularExpression: boolean
  isCaseSensitive: boolean
}

const regexMilliseconds = 500
const longestLine = 16_384

export function createLineMatcher({ query, isRegularExpression, isCaseSensitive }: Sought): LineMatcher {
  if (isRegularExpression) return { mayBeIn: () => true, linesIn: regexMatcher(query, isCaseSensitive ? '' : 'i') }
  if (isCaseSensitive) return matcherOf((text) => text.includes(query))
  const lower = query.toLowerCase()
  return matcherOf((text) => text.toLowerCase().includes(lower))
}

function matcherOf(isIn: (text: string) => boolean): LineMatcher {
  return { mayBeIn: isIn, linesIn: (lines) => indexesOf(lines, isIn) }
}

function indexesOf(lines: readonly string[], matches: (line: string) => boolean): readonly number[] {
  return lines.flatMap((line, index) => (matches(line) ? [index] : []))
}

/** In a realm of its own only because that can be stopped: an expression from outside may take for ever. */
function regexMatcher(source: string, flags: string): LineMatcher['linesIn'] {
  try {
    new RegExp(source, flags)
  } catch {
    throw validationFailed([`Value at 'Query' is not a regular expression`])
  }
  const script = new vm.Script(
    'const sought = new RegExp(source, flags); lines.flatMap((line, index) => (sought.test(line) ? [index] : []))',
  )
  return (lines) => {
    const bounded = lines.map((line) => (line.length > longestLine ? line.slice(0, longestLine) : line))
    try {
      return [...(script.runInNewContext({ lines: bounded, source, flags }, { timeout: regexMilliseconds }) as Iterable<number>)]
    } catch {
      throw new ApiError(
        'ValidationException',
        'The expression takes too long on this output: make it simpler, or search for plain text.',
      )
    }
  }
}
