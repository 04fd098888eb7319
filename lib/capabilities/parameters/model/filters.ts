import type { ParameterStringFilter } from '@aws-sdk/client-ssm'
import { ApiError } from '#lib/vocabulary/api-error'
import { parsePath } from './name'

/** One condition; all of them have to hold, each with any of its values. */
export type Condition =
  | {
      kind: 'text'
      column: 'name' | 'type' | 'keyId' | 'tier' | 'dataType'
      match: 'Equals' | 'BeginsWith' | 'Contains'
      values: readonly string[]
    }
  | { kind: 'path'; recursive: boolean; paths: readonly string[] }
  | { kind: 'tag'; tagKey: string; match: 'Equals' | 'BeginsWith'; values: readonly string[] }
  | { kind: 'label'; values: readonly string[] }

type TextColumn = Extract<Condition, { kind: 'text' }>['column']

const columns: ReadonlyMap<string, TextColumn> = new Map([
  ['Name', 'name'],
  ['Type', 'type'],
  ['KeyId', 'keyId'],
  ['Tier', 'tier'],
  ['DataType', 'dataType'],
])

const keysOf = {
  DescribeParameters: ['Path', 'Name', 'Type', 'KeyId', 'Tier', 'DataType'],
  GetParametersByPath: ['Type', 'KeyId', 'Label'],
} as const

export type Filtering = keyof typeof keysOf

export function parseFilters(filters: readonly ParameterStringFilter[], of: Filtering): readonly Condition[] {
  const given = filters.map(({ Key = '' }) => Key)
  const twice = given.find((key, index) => given.indexOf(key) !== index)
  if (twice !== undefined) {
    throw new ApiError(
      'InvalidFilterKey',
      `The following filter is duplicated in the request: ${twice}. A request can contain only one occurrence of a specific filter.`,
    )
  }
  return filters.map((filter) => parseFilter(filter, of))
}

function parseFilter({ Key = '', Option, Values = [] }: ParameterStringFilter, of: Filtering): Condition {
  if (of === 'DescribeParameters' && Key.startsWith('tag:')) return tagCondition(Key, Option, Values)
  const keys: readonly string[] = keysOf[of]
  if (!keys.includes(Key)) {
    throw new ApiError(
      'InvalidFilterKey',
      `The following filter key is not valid: ${Key}. Valid filter keys include: [${keys.join(', ')}].`,
    )
  }
  if (Values.length === 0) {
    throw new ApiError('InvalidFilterValue', `The following filter values are missing : null for filter key ${Key}`)
  }
  if (Key === 'Path')
    return { kind: 'path', recursive: option(Option, ['OneLevel', 'Recursive']) === 'Recursive', paths: Values.map(parsePath) }
  if (Key === 'Label') {
    option(Option, ['Equals'])
    return { kind: 'label', values: Values }
  }
  const column = columns.get(Key) ?? 'name'
  const match = Key === 'Name' ? option(Option, ['Equals', 'BeginsWith', 'Contains']) : option(Option, ['Equals', 'BeginsWith'])
  checkEnumerated(Key, Values)
  return { kind: 'text', column, match, values: Values }
}

const enumerated: ReadonlyMap<string, readonly string[]> = new Map([
  ['Type', ['String', 'StringList', 'SecureString']],
  ['Tier', ['Standard', 'Advanced', 'Intelligent-Tiering']],
])

function checkEnumerated(key: string, values: readonly string[]): void {
  const allowed = enumerated.get(key)
  const wrong = allowed && values.find((value) => !allowed.includes(value))
  if (allowed && wrong !== undefined) {
    throw new ApiError(
      'InvalidFilterValue',
      `The following filter value is not valid: ${wrong.slice(0, 100)}. Valid values include: [${allowed.join(', ')}].`,
    )
  }
}

function tagCondition(key: string, given: string | undefined, values: readonly string[]): Condition {
  return { kind: 'tag', tagKey: key.slice('tag:'.length), match: option(given, ['Equals', 'BeginsWith']), values }
}

/** The first is the default. */
function option<const Options extends readonly [string, ...string[]]>(
  given: string | undefined,
  valid: Options,
): Options[number] {
  if (given === undefined) return valid[0]
  if (valid.includes(given)) return given
  throw new ApiError(
    'InvalidFilterOption',
    `The following filter option is not valid: ${given}. Valid options include: [${valid.join(', ')}].`,
  )
}
