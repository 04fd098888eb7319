import { expect, it } from 'vitest'
import { activationState } from './activation-state'

it.each([
  [{ Expired: true, RegistrationsCount: 0, RegistrationLimit: 5 }, 'Expired'],
  [{ Expired: false, RegistrationsCount: 5, RegistrationLimit: 5 }, 'Complete'],
  [{ Expired: false, RegistrationsCount: 2, RegistrationLimit: 5 }, 'Active'],
  [{}, 'Active'],
])('%j is %s', (activation, value) => {
  expect(activationState(activation).value).toBe(value)
})
