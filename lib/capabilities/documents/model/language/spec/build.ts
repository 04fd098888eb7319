import type {
  AnySpec,
  BooleanSpec,
  EitherSpec,
  IntegerSpec,
  ListSpec,
  MapSpec,
  Members,
  ObjectSpec,
  Spec,
  TextSpec,
} from './spec'

type Rest<S extends Spec> = Partial<Omit<S, 'kind' | 'description'>>

export const text = (description: string, rest: Rest<TextSpec> = {}): TextSpec => ({ kind: 'text', description, ...rest })

export const oneOf = (values: readonly string[], description: string, rest: Rest<TextSpec> = {}): TextSpec => ({
  kind: 'text',
  description,
  values,
  ...rest,
})

export const integer = (description: string, rest: Rest<IntegerSpec> = {}): IntegerSpec => ({
  kind: 'integer',
  description,
  ...rest,
})

export const boolean = (description: string, rest: Rest<BooleanSpec> = {}): BooleanSpec => ({
  kind: 'boolean',
  description,
  ...rest,
})

export const any = (description: string): AnySpec => ({ kind: 'any', description })

export const list = (of: Spec, description: string, rest: Omit<Rest<ListSpec>, 'of'> = {}): ListSpec => ({
  kind: 'list',
  of,
  description,
  ...rest,
})

export const texts = (description: string, rest: Omit<Rest<ListSpec>, 'of'> = {}): ListSpec =>
  list(text('One of them.'), description, rest)

export const map = (of: Spec, description: string, rest: Omit<Rest<MapSpec>, 'of'> = {}): MapSpec => ({
  kind: 'map',
  of,
  description,
  ...rest,
})

export const object = (members: Members, description: string, rest: Omit<Rest<ObjectSpec>, 'members'> = {}): ObjectSpec => ({
  kind: 'object',
  members,
  description,
  ...rest,
})

export const either = (of: readonly Spec[], description: string): EitherSpec => ({ kind: 'either', of, description })

export function required<S extends Spec>(spec: S): S {
  return { ...spec, isRequired: true }
}
