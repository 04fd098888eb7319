/** A piece of one stream, addressed by its byte offset: a live chunk or a fetched range. */
export interface Piece {
  offset: number
  bytes: number
  text: string
}

export interface Gap {
  from: number
  to: number
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * The text of one stream of one step, put together from pieces that come in any order, twice, or overlapping.
 * What is missing is a gap, to be fetched by range: nothing is lost and nothing is doubled.
 */
export class StreamText {
  /** Sorted by offset, never overlapping, neighbours joined. */
  #parts: Piece[] = []
  /** Follow the last part without a gap. Appending is the common case, so they are joined only when somebody reads. */
  #appended: Piece[] = []

  /** True when the piece held something new. */
  add(piece: Piece): boolean {
    if (piece.bytes === 0) return false
    if (this.#parts.length > 0 && piece.offset === this.end) {
      this.#appended.push(piece)
      return true
    }
    this.#settle()
    const fresh = this.#parts.reduce<Piece[]>((left, part) => left.flatMap((rest) => without(rest, part)), [piece])
    if (fresh.length === 0) return false
    this.#parts = join([...this.#parts, ...fresh].sort((a, b) => a.offset - b.offset))
    return true
  }

  /** Forgets what is before `offset`: the viewer keeps a window of a very long stream. */
  dropBefore(offset: number): void {
    this.#settle()
    this.#parts = this.#parts.flatMap((part) => {
      if (end(part) <= offset) return []
      return part.offset >= offset ? [part] : [cut(part, offset, end(part))]
    })
  }

  /** First byte that is here. */
  get start(): number {
    return this.#parts[0]?.offset ?? 0
  }

  /** One past the last byte that is here. */
  get end(): number {
    const last = this.#appended.at(-1) ?? this.#parts.at(-1)
    return last ? end(last) : 0
  }

  /** Holes inside what is here, and up to `total` when the server told how long the stream is. */
  gaps(from = this.start, total = this.end): Gap[] {
    this.#settle()
    const holes: Gap[] = []
    let at = from
    for (const part of this.#parts) {
      if (part.offset > at) holes.push({ from: at, to: Math.min(part.offset, total) })
      at = Math.max(at, end(part))
    }
    holes.push({ from: at, to: total })
    return holes.filter((gap) => gap.to > gap.from)
  }

  /** The text up to the first gap: what comes after it has no line number yet. */
  get text(): string {
    this.#settle()
    return this.#parts[0]?.text ?? ''
  }

  #settle(): void {
    if (this.#appended.length === 0) return
    this.#parts = join([...this.#parts, ...this.#appended])
    this.#appended = []
  }
}

function end(piece: Piece): number {
  return piece.offset + piece.bytes
}

/** What of `piece` lies outside `known`. */
function without(piece: Piece, known: Piece): Piece[] {
  if (end(piece) <= known.offset || piece.offset >= end(known)) return [piece]
  const before = piece.offset < known.offset ? [cut(piece, piece.offset, known.offset)] : []
  const after = end(piece) > end(known) ? [cut(piece, end(known), end(piece))] : []
  return [...before, ...after]
}

function cut(piece: Piece, from: number, to: number): Piece {
  const bytes = encoder.encode(piece.text).subarray(from - piece.offset, to - piece.offset)
  return { offset: from, bytes: to - from, text: decoder.decode(bytes) }
}

/** Collected first and joined once: adding strings one by one would copy a long text again and again. */
function join(sorted: readonly Piece[]): Piece[] {
  const runs: Piece[][] = []
  for (const piece of sorted) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && end(last) === piece.offset) run.push(piece)
    else runs.push([piece])
  }
  return runs.map((run) => ({
    offset: run[0]?.offset ?? 0,
    bytes: run.reduce((sum, piece) => sum + piece.bytes, 0),
    text: run.map((piece) => piece.text).join(''),
  }))
}
