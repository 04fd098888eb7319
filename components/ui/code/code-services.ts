/** What an editor of code asks of whoever knows the language. Offsets count UTF-16 units from the start of the text. */
export interface CodeSpan {
  start: number
  end: number
}

export interface CodeEdit extends CodeSpan {
  text: string
}

export interface CodeFix {
  title: string
  edits: readonly CodeEdit[]
}

export interface CodeMarker extends CodeSpan {
  severity: 'error' | 'warning' | 'hint'
  message: string
  code: string
  fixes: readonly CodeFix[]
}

export interface CodeCompletion {
  kind: 'key' | 'action' | 'value' | 'step' | 'reference'
  label: string
  detail: string
  /** Markdown. */
  documentation: string
  insert: string
  replace: CodeSpan
}

export interface CodeScript extends CodeSpan {
  language: 'shell' | 'powershell' | 'python'
}

export interface CodeServices {
  completions: (text: string, offset: number) => readonly CodeCompletion[]
  hover: (text: string, offset: number) => { span: CodeSpan; text: string } | undefined
  definition: (text: string, offset: number) => CodeSpan | undefined
  /** What would be renamed at the offset. */
  nameAt: (text: string, offset: number) => { span: CodeSpan; name: string } | undefined
  rename: (text: string, from: string, to: string) => readonly CodeEdit[] | undefined
  scripts: (text: string) => readonly CodeScript[]
  /** Places to go to by name. */
  symbols: (text: string) => readonly (CodeSpan & { name: string; detail: string })[]
  /** The same text in its usual form; undefined where it does not read. */
  format: (text: string) => string | undefined
}

export interface CodeHandle {
  text: () => string
  /** One step of the undo stack, wherever the edit came from. */
  edit: (edits: readonly CodeEdit[]) => void
  replaceAll: (text: string) => void
  reveal: (span: CodeSpan) => void
  focus: () => void
  undo: () => void
  redo: () => void
  nextProblem: () => void
}
