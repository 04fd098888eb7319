/** A parameter as a document declares it. */
export interface ParamSpec {
  name: string
  type: string
  description?: string | undefined
  default?: unknown
  allowedValues?: readonly string[] | undefined
  allowedPattern?: string | undefined
  displayType?: string | undefined
  minChars?: number | undefined
  maxChars?: number | undefined
  minItems?: number | undefined
  maxItems?: number | undefined
}

/** As SendCommand wants it: every parameter is a list of strings. */
export type ParamValues = Readonly<Record<string, readonly string[]>>

export type ParamControl = 'code' | 'textarea' | 'lines' | 'text' | 'number' | 'switch' | 'radio' | 'combobox' | 'json'

const codeNames = /^(commands?|script|scriptblock)$/i
const radioUpTo = 5

export function controlOf(spec: ParamSpec): ParamControl {
  if (codeNames.test(spec.name) && /^String(List)?$/.test(spec.type)) return 'code'
  if (spec.type === 'Boolean') return 'switch'
  if (spec.allowedValues?.length)
    return spec.type === 'StringList' ? 'lines' : spec.allowedValues.length <= radioUpTo ? 'radio' : 'combobox'
  if (spec.type === 'StringList') return 'lines'
  if (spec.type === 'Integer') return 'number'
  if (spec.type === 'StringMap' || spec.type === 'MapList') return 'json'
  return spec.displayType === 'textarea' ? 'textarea' : 'text'
}

/** Text of the control to the API's list. One item per line for lists; a script is one item per line too, as the service has it. */
export function toValues(spec: ParamSpec, text: string): readonly string[] {
  return spec.type === 'StringList' ? (text === '' ? [] : text.split('\n')) : text === '' ? [] : [text]
}

export function toText(values: readonly string[] | undefined): string {
  return (values ?? []).join('\n')
}

export function defaultValues(spec: ParamSpec): readonly string[] {
  const given = spec.default
  if (given === undefined || given === null || given === '') return []
  if (Array.isArray(given)) return given.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
  return [typeof given === 'string' ? given : JSON.stringify(given)]
}

/** Only what differs from the defaults is sent; the service fills in the rest. */
export function changedValues(specs: readonly ParamSpec[], values: ParamValues): Record<string, string[]> {
  const changed: Record<string, string[]> = {}
  for (const spec of specs) {
    const given = values[spec.name] ?? []
    if (given.length > 0 && toText(given) !== toText(defaultValues(spec))) changed[spec.name] = [...given]
  }
  return changed
}

export function paramProblem(spec: ParamSpec, given: readonly string[] | undefined): string | undefined {
  const values = (given ?? defaultValues(spec)).filter((value, at, all) => value !== '' || all.length > 1 || at > 0)
  if (values.every((value) => value.trim() === '')) return spec.default === undefined ? 'This is required.' : undefined
  return listProblem(spec, values) ?? values.map((value) => valueProblem(spec, value)).find((problem) => problem !== undefined)
}

export function paramProblems(specs: readonly ParamSpec[], values: ParamValues): Record<string, string> {
  return Object.fromEntries(
    specs.flatMap((spec) => {
      const problem = paramProblem(spec, values[spec.name])
      return problem === undefined ? [] : [[spec.name, problem] as const]
    }),
  )
}

function listProblem(spec: ParamSpec, values: readonly string[]): string | undefined {
  if (spec.minItems !== undefined && values.length < spec.minItems) return `At least ${spec.minItems} items.`
  if (spec.maxItems !== undefined && values.length > spec.maxItems) return `At most ${spec.maxItems} items.`
  return undefined
}

function valueProblem(spec: ParamSpec, value: string): string | undefined {
  if (isReference(value)) return undefined
  if (spec.minChars !== undefined && value.length < spec.minChars) return `At least ${spec.minChars} characters.`
  if (spec.maxChars !== undefined && value.length > spec.maxChars) return `At most ${spec.maxChars} characters.`
  if (spec.type === 'Integer' && !/^-?\d+$/.test(value)) return 'Write a whole number.'
  if (spec.allowedValues?.length && !spec.allowedValues.map(String).includes(value))
    return `One of: ${spec.allowedValues.join(', ')}.`
  if ((spec.type === 'StringMap' || spec.type === 'MapList') && !isJson(value)) return 'Write valid JSON.'
  return spec.allowedPattern && !matchesPattern(spec.allowedPattern, value) ? `Must match ${spec.allowedPattern}` : undefined
}

/** Resolved by the server: the value cannot be checked here. */
function isReference(value: string): boolean {
  return /^\{\{[^{}]+\}\}$/.test(value.trim())
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

/** Documents write Java patterns; one that this language cannot read is left to the server. */
function matchesPattern(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern).test(value)
  } catch {
    return true
  }
}
