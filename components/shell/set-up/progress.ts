import type { Installation, LaterStep, SetUpStep } from './steps'

export const isNamed = (installation: Installation) => installation.Name !== undefined

/** A key from the environment is kept by whoever gave it. */
export const isKeyKept = ({ RootKeyFrom, RecoveryKeyConfirmedAt }: Installation) =>
  RootKeyFrom === 'environment' || RecoveryKeyConfirmedAt !== undefined

export function doneSteps(installation: Installation): ReadonlySet<SetUpStep> {
  return new Set<SetUpStep>([
    'administrator',
    ...(isNamed(installation) ? (['installation'] as const) : []),
    ...(isKeyKept(installation) ? (['secrets'] as const) : []),
  ])
}

/** Where set-up goes on; undefined when nothing is left of it. */
export function nextStep(installation: Installation): LaterStep | undefined {
  if (!isNamed(installation)) return 'installation'
  return isKeyKept(installation) ? undefined : 'secrets'
}
