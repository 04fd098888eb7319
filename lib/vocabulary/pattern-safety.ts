/*
 * Whether a regular expression may take exponential time. Without look-around and references back, that needs a repetition inside a
 * repetition whose turns can be cut in more than one way: (a+)+, (a|a)*, (\w+\s?)*. The pattern is read once; what one character
 * matches is tried on a sample of characters.
 */
type Part = { kind: 'one'; set: CharacterSet } | { kind: 'group'; ways: readonly Sequence[] } | { kind: 'nothing' }
interface Repeated {
  part: Part
  isOptional: boolean
  isUnbounded: boolean
}
type Sequence = readonly Repeated[]
type CharacterSet = ReadonlySet<string>

const sample = [...Array.from({ length: 96 }, (_, index) => String.fromCharCode(32 + index)), '\t', '\n', 'é', '你']

export function isSlowPattern(pattern: string): boolean {
  const reader = { pattern, at: 0 }
  const ways = readWays(reader)
  return ways.some((way) => way.some(isSlow))
}

interface Reader {
  pattern: string
  at: number
}

function readWays(reader: Reader): readonly Sequence[] {
  const ways: Repeated[][] = [[]]
  while (reader.at < reader.pattern.length && reader.pattern[reader.at] !== ')') {
    if (reader.pattern[reader.at] === '|') {
      reader.at += 1
      ways.push([])
    } else ways.at(-1)?.push(readRepeated(reader))
  }
  return ways
}

function readRepeated(reader: Reader): Repeated {
  const part = readPart(reader)
  const [whole = '', sign = '', least = '', , comma, most] =
    /^(?:([*+?])|\{(\d+)((,)(\d*))?\})\??/.exec(reader.pattern.slice(reader.at, reader.at + 24)) ?? []
  reader.at += whole.length
  const isOpenEnded = comma !== undefined && (most === '' || Number(most) > 20)
  return {
    part,
    isOptional: sign === '*' || sign === '?' || least === '0',
    isUnbounded: sign === '*' || sign === '+' || isOpenEnded,
  }
}

function readPart(reader: Reader): Part {
  const rest = reader.pattern.slice(reader.at)
  if (rest.startsWith('(')) {
    reader.at += /^\((\?(:|<[^>]*>))?/.exec(rest)?.[0].length ?? 1
    const ways = readWays(reader)
    reader.at += 1
    return { kind: 'group', ways }
  }
  const [written = rest.slice(0, 1)] =
    /^(\[(\^?\]?(\\[^]|[^\]\\])*)\]|\\[pP]\{[^}]*\}|\\u[\dA-Fa-f]{4}|\\x[\dA-Fa-f]{2}|\\c[A-Za-z]|\\[^]|[^])/u.exec(rest) ?? []
  reader.at += written.length
  return /^(\^|\$|\\b|\\B)$/.test(written) ? { kind: 'nothing' } : { kind: 'one', set: matchedBy(written) }
}

function matchedBy(written: string): CharacterSet {
  const matcher = new RegExp(`^(?:${written})$`, /\\p\{/i.test(written) ? 'u' : '')
  return new Set(sample.filter((character) => matcher.test(character)))
}

function isSlow({ part, isUnbounded }: Repeated): boolean {
  if (part.kind !== 'group') return false
  if (part.ways.some((way) => way.some(isSlow))) return true
  return isUnbounded && isAmbiguous(part.ways)
}

/** Whether one turn's text may also be read as two. */
function isAmbiguous(ways: readonly Sequence[]): boolean {
  if (ways.some((way) => way.some((repeated) => repeats(repeated) && restFits(way, repeated)))) return true
  const firsts = ways.map(firstOf)
  return firsts.some((one, index) => firsts.slice(index + 1).some((other) => overlaps(one, other)))
}

function repeats({ part, isUnbounded }: Repeated): boolean {
  if (part.kind === 'group') return isUnbounded || part.ways.some((way) => way.some(repeats))
  return isUnbounded
}

/** Nothing in the turn has to be there that the repetition could not swallow as well. */
function restFits(way: Sequence, repeated: Repeated): boolean {
  const swallowed = allOf([repeated])
  return way.every(
    (other) => other === repeated || other.isOptional || other.part.kind === 'nothing' || overlaps(allOf([other]), swallowed),
  )
}

function allOf(way: Sequence): CharacterSet {
  return new Set(
    way.flatMap(({ part }) =>
      part.kind === 'one' ? [...part.set] : part.kind === 'group' ? part.ways.flatMap((inner) => [...allOf(inner)]) : [],
    ),
  )
}

/** Characters that a way may begin with. */
function firstOf(way: Sequence): CharacterSet {
  const found = new Set<string>()
  for (const repeated of way) {
    const { part } = repeated
    const firsts =
      part.kind === 'one' ? [...part.set] : part.kind === 'group' ? part.ways.flatMap((inner) => [...firstOf(inner)]) : []
    for (const character of firsts) found.add(character)
    if (!repeated.isOptional && part.kind !== 'nothing') break
  }
  return found
}

function overlaps(one: CharacterSet, other: CharacterSet): boolean {
  return [...one].some((character) => other.has(character))
}
