import type { OutputOf } from '#lib/api/browser'

export type Activation = NonNullable<OutputOf<'DescribeActivations'>['ActivationList']>[number]

/** A word that the status table knows, and the sentence that says what follows from it. */
export function activationState(activation: Activation): { value: string; detail: string } {
  const { Expired, RegistrationsCount = 0, RegistrationLimit = 1 } = activation
  if (Expired) return { value: 'Expired', detail: 'Its time is over: no machine can register with it any more.' }
  if (RegistrationsCount >= RegistrationLimit) return { value: 'Complete', detail: 'Every registration that it allows is used.' }
  return { value: 'Active', detail: `${RegistrationLimit - RegistrationsCount} more can register with it.` }
}
