import { createHash } from 'node:crypto'
import { maskNode, type NodeNames } from '../model/alike-output'
import { normaliseOutput } from '../model/output-stream'

export interface OutputHashes {
  /** Nodes that said the same share it, whatever colours they used. */
  outputHash: string
  /** And this one when only names, addresses and times differ. */
  alikeHash: string
}

/** Takes two texts piece by piece, so that neither has to fit in memory. */
export class OutputHasher {
  readonly #exact = createHash('sha256')
  readonly #alike = createHash('sha256')
  readonly #node: NodeNames
  #unfinished = ''
  #masked = 0
  /** Space at the end of a text does not count, but space before more text does. */
  #blank = ''

  constructor(node: NodeNames) {
    this.#node = node
  }

  add(text: string): void {
    const joined = this.#unfinished + text
    const end = joined.length > longestLine ? joined.length : joined.lastIndexOf('\n') + 1
    this.#unfinished = joined.slice(end)
    if (end > 0) this.#take(joined.slice(0, end))
  }

  /** The first text ends here. */
  next(): void {
    this.#take(this.#unfinished)
    this.#unfinished = ''
    this.#blank = ''
    this.#write('\0')
  }

  digest(): OutputHashes {
    this.#take(this.#unfinished)
    return { outputHash: this.#exact.digest('base64url'), alikeHash: this.#alike.digest('base64url') }
  }

  #take(lines: string): void {
    const said = normaliseOutput(lines)
    if (said === '') {
      this.#blank += lines.replace(/[^\n]/g, '')
      return
    }
    this.#write(this.#blank + said)
    this.#blank = /\s*$/.exec(lines)?.[0].replace(/[^\n]/g, '') ?? ''
  }

  #write(text: string): void {
    this.#exact.update(text)
    this.#alike.update(this.#masked < mostMasked ? maskNode(text, this.#node) : text)
    this.#masked += text.length
  }
}

/** Beyond this an output is compared to the letter: looking for names in hundreds of megabytes would hold up everything else. */
const mostMasked = 4 * 1024 * 1024
const longestLine = 4 * 1024 * 1024

export function hashOutput(node: NodeNames, standardOutput: string, standardError: string): OutputHashes {
  const hasher = new OutputHasher(node)
  hasher.add(standardOutput)
  hasher.next()
  hasher.add(standardError)
  return hasher.digest()
}
