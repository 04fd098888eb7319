import { InvalidInputs } from '#agent/plugins/plugin'

type Inputs = Readonly<Record<string, unknown>>

/** Empty when it is absent. */
export function textInput(inputs: Inputs, name: string): string {
  const value = inputs[name]
  if (value === undefined || value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') throw new InvalidInputs(`${name} must be text`)
  if (value.includes('\0')) throw new InvalidInputs(`${name} has a zero byte`)
  return value.trim()
}

export function requiredText(inputs: Inputs, name: string): string {
  const text = textInput(inputs, name)
  if (text === '') throw new InvalidInputs(`${name} is missing`)
  return text
}

/** One of a few words, written in any case. */
export function choiceInput<W extends string>(inputs: Inputs, name: string, words: readonly W[]): W {
  const text = requiredText(inputs, name)
  const found = words.find((word) => word.toLowerCase() === text.toLowerCase())
  if (found === undefined) throw new InvalidInputs(`${name} must be one of ${words.join(', ')}, but is "${text.slice(0, 64)}"`)
  return found
}

export function flagInput(inputs: Inputs, name: string): boolean {
  const text = textInput(inputs, name).toLowerCase()
  if (text === '' || text === 'false') return false
  if (text === 'true') return true
  throw new InvalidInputs(`${name} must be true or false`)
}

/** A map, or the JSON text of one, as parameters of the type String bring it. */
export function mapInput(inputs: Inputs, name: string): Inputs {
  const value = inputs[name]
  if (value === undefined || value === null || value === '') return {}
  const read = typeof value === 'string' ? jsonOf(value) : value
  if (typeof read === 'object' && read !== null && !Array.isArray(read)) return { ...read }
  throw new InvalidInputs(`${name} must be a map, or the JSON text of one`)
}

/** One text or a list of them. */
export function textsInput(inputs: Inputs, name: string): readonly string[] {
  const value = inputs[name]
  if (!Array.isArray(value)) return [textInput(inputs, name)].filter((text) => text !== '')
  return value.map((_item, index) => textInput(value as unknown as Inputs, String(index))).filter((text) => text !== '')
}

const timeout = { least: 5, most: 172_800, usual: 3_600 }

/** Like the stock agent: what is out of range or unreadable means one hour. */
export function timeoutInput(value: unknown): number {
  const seconds =
    typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Math.trunc(Number(value)) : Number.NaN
  return seconds >= timeout.least && seconds <= timeout.most ? seconds : timeout.usual
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
