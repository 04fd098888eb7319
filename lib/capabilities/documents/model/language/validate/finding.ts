import type { TextEdit } from '#lib/vocabulary/document-tree/text-edit'
import type { Path, Span } from '#lib/vocabulary/document-tree/tree'

export type FindingCode =
  | 'syntax'
  | 'tooLarge'
  | 'tooDeep'
  | 'tooManyAliases'
  | 'duplicateKey'
  | 'notAnObject'
  | 'schemaVersion'
  | 'unknownMember'
  | 'unknownAction'
  | 'missingMember'
  | 'wrongType'
  | 'notAllowed'
  | 'badFormat'
  | 'outOfRange'
  | 'tooLong'
  | 'tooFew'
  | 'tooMany'
  | 'badName'
  | 'duplicateStep'
  | 'unknownStep'
  | 'unreachableStep'
  | 'endlessLoop'
  | 'backwardStep'
  | 'fallsThrough'
  | 'endHasNext'
  | 'cannotCancelTo'
  | 'badChoice'
  | 'inputsExclude'
  | 'missingInput'
  | 'unknownParameter'
  | 'unknownReference'
  | 'unknownOutput'
  | 'laterStep'
  | 'unusedParameter'
  | 'badDefault'
  | 'badPattern'
  | 'slowPattern'
  | 'badBounds'
  | 'clearTextSecret'
  | 'platformAction'
  | 'badPrecondition'
  | 'badCalendar'
  | 'scriptBracket'
  /** What only the server knows. */
  | 'noSuchDocument'
  | 'noSuchAttachment'
  | 'limitReached'

/** Errors are refused by CreateDocument; warnings will surprise at run time; hints are for editors. */
export type Severity = 'error' | 'warning' | 'hint'

export interface Fix {
  title: string
  edits: readonly TextEdit[]
}

export interface RawFinding extends Span {
  code: FindingCode
  severity: Severity
  message: string
  path: Path
  fixes?: readonly Fix[]
}

export interface Finding {
  code: FindingCode
  severity: Severity
  message: string
  /** Such as mainSteps[2].inputs.Api. */
  path: string
  start: number
  length: number
  /** Both from 1. */
  line: number
  column: number
  fixes: readonly Fix[]
}
