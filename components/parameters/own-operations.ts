import type { Wire } from '#lib/api/operation'
import type { parameterOperations } from '#lib/capabilities/parameters/operations'

type Named<Name> = Extract<(typeof parameterOperations)[number], { name: Name }>
export type Answer<Name extends (typeof parameterOperations)[number]['name']> = Wire<Awaited<ReturnType<Named<Name>['handle']>>>
type InputOf<Name extends (typeof parameterOperations)[number]['name']> = Parameters<Named<Name>['handle']>[1]

/** A parameter as lists and its own page show it: secrets have no value here. */
export type ParameterRow = Answer<'ListParameterRows'>['Parameters'][number]
export type ParameterVersion = Answer<'ListParameterVersions'>['Versions'][number]
export type ParameterPath = Answer<'ListParameterPaths'>['Paths'][number]
export type ParameterUse = Answer<'ListParameterUses'>['Uses'][number]
export type ChangeInput = InputOf<'ChangeParameter'>
export type Revealed = Answer<'RevealParameter'>
