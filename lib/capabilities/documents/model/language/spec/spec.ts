/*
 * The words in which the language is described. The validator, the JSON Schemas, completion, hover and the inspector's forms all read
 * these; nothing else knows what a document may hold.
 */

/** What a text means beyond being text; references, completion and renaming go by it. */
export type Role =
  | 'action'
  | 'stepName'
  | 'nextStep'
  | 'onFailure'
  | 'onCancel'
  | 'schemaVersion'
  | 'script'
  | 'variableName'
  | 'choiceVariable'

interface Described {
  description: string
  isRequired?: true
  /** What holds when the member is left out. */
  default?: string | number | boolean
}

export interface TextSpec extends Described {
  kind: 'text'
  values?: readonly string[]
  pattern?: string
  /** Ends "expected …". */
  expected?: string
  minLength?: number
  maxLength?: number
  role?: Role
}

export interface IntegerSpec extends Described {
  kind: 'integer'
  minimum?: number
  maximum?: number
}

export interface BooleanSpec extends Described {
  kind: 'boolean'
}

export interface ListSpec extends Described {
  kind: 'list'
  of: Spec
  minItems?: number
  maxItems?: number
}

/** Any keys, values of one kind. */
export interface MapSpec extends Described {
  kind: 'map'
  of: Spec
  keyPattern?: string
  /** Ends "a name of …" */
  keyWords?: string
  minItems?: number
}

export interface ObjectSpec extends Described {
  kind: 'object'
  members: Members
  /** Further members are fine. */
  isOpen?: true
  /** AWS accepts further members and ignores them: a warning, no error. */
  isLenient?: true
  /** An empty object is refused. */
  isFilled?: true
  /** For messages: "unknown NOUN". */
  noun?: string
}

export interface AnySpec extends Described {
  kind: 'any'
}

/** Anything that is one of these; the first whose shape fits decides what is said. */
export interface EitherSpec extends Described {
  kind: 'either'
  of: readonly Spec[]
}

export type Family = 'automation' | 'command'

/** A step, whose action decides its inputs. */
export interface StepSpec extends Described {
  kind: 'step'
  family: Family
}

/** A branch choice, which may hold further ones in And, Or and Not. */
export interface ChoiceSpec extends Described {
  kind: 'choice'
  /** Choices of a branch lead somewhere; conditions of a loop do not. */
  hasNextStep: boolean
}

export type Spec =
  | TextSpec
  | IntegerSpec
  | BooleanSpec
  | ListSpec
  | MapSpec
  | ObjectSpec
  | AnySpec
  | EitherSpec
  | StepSpec
  | ChoiceSpec

export type Members = Readonly<Record<string, Spec>>

/** An output of an action; `open` ones are named by the step's author. */
export type OutputType = 'String' | 'StringList' | 'Integer' | 'Boolean' | 'StringMap' | 'MapList'

export interface ActionSpec {
  name: string
  summary: string
  inputs: ObjectSpec
  outputs: Readonly<Record<string, OutputType>>
  /** The author declares outputs with selectors. */
  declaresOutputs?: true
  /** Of plugins: where they run. */
  platforms?: readonly ('Linux' | 'MacOS' | 'Windows')[]
}
