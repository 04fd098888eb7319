import { describe, expect, it } from 'vitest'
import { createActivationInput, emptyForm, isOnlyLocal, problemsOf } from './new-activation'

describe('createActivationInput', () => {
  it('leaves out what the API does by itself', () => {
    expect(createActivationInput(emptyForm, 1000)).toEqual({ IamRole: 'SSMServiceRole', RegistrationLimit: 1 })
  })

  it('counts the expiry from now and drops rows without a key', () => {
    const form = {
      name: ' web ',
      role: 'web-role',
      tags: [
        { key: 'env', value: ' prod ' },
        { key: '', value: '' },
      ],
      limit: '10',
      expiry: '7d' as const,
    }
    expect(createActivationInput(form, 1000)).toEqual({
      DefaultInstanceName: 'web',
      IamRole: 'web-role',
      RegistrationLimit: 10,
      ExpirationDate: 1000 + 7 * 86_400,
      Tags: [{ Key: 'env', Value: 'prod' }],
    })
  })
})

describe('problemsOf', () => {
  it('finds none in the form as it opens', () => {
    expect(problemsOf(emptyForm)).toEqual({})
  })

  it.each(['0', '1001', '1.5', '', 'ten', '-1'])('refuses the limit %j', (limit) => {
    expect(problemsOf({ ...emptyForm, limit })).toHaveProperty('limit')
  })

  it('refuses a name that the API would refuse', () => {
    expect(problemsOf({ ...emptyForm, name: 'web{1}' })).toHaveProperty('name')
  })
})

describe('isOnlyLocal', () => {
  it.each([
    ['https://localhost:3443', true],
    ['https://127.0.0.1', true],
    ['https://[::1]:3443', true],
    ['https://fleet.example.test', false],
    ['https://10.0.0.4:3443', false],
  ])('%s is %s', (url, expected) => {
    expect(isOnlyLocal(url)).toBe(expected)
  })
})
