/** Lines and columns of a text, both from 1, as editors show them. */
export interface SourcePosition {
  line: number
  column: number
}

export class SourceLines {
  private readonly starts: readonly number[]

  constructor(text: string) {
    const starts = [0]
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    this.starts = starts
  }

  positionOf(offset: number): SourcePosition {
    const line = this.indexOf(offset)
    return { line: line + 1, column: offset - (this.starts[line] ?? 0) + 1 }
  }

  /** Of the line, counted from 1. */
  startOf(line: number): number {
    return this.starts[line - 1] ?? Number.POSITIVE_INFINITY
  }

  private indexOf(offset: number): number {
    let [low, high] = [0, this.starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}
