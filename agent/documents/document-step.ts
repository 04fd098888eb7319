/** One step as this node is to run it, parameters filled in. */
export interface DocumentStep {
  /** Key of the step in replies: its name, or its action in documents of schema 1.x. */
  name: string
  action: string
  inputs: Readonly<Record<string, unknown>>
  preconditions: readonly Precondition[]
}

/** Both operands as written and with parameters filled in; the rules need both. */
export interface Precondition {
  operator: string
  operands: readonly { written: string; resolved: string }[]
}

export interface RunnableDocument {
  /** Schema 2.2 and later: a step may ask for a platform, and a plugin of another platform is no error. */
  isCrossPlatform: boolean
  steps: readonly DocumentStep[]
}
