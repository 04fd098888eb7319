import { expect, test } from 'vitest'
import { versionChoices } from './version-choices'

const known = ['1000', '999', '998'].map((value) => ({ value, label: value === '999' ? 'v999 autumn' : `v${value}` }))

test.each([
  ['1000', '', ['1000', '999', '998']],
  ['3', '', ['3', '1000', '999', '998']],
  ['1000', 'v1000', ['1000', '999', '998']],
  ['1000', '41', ['41', '1000']],
  ['1000', 'v41', ['41', '1000']],
  ['1000', '99', ['99', '999', '998', '1000']],
  ['1000', 'Autumn', ['999', '1000']],
  ['1000', 'nothing', ['1000']],
  ['nonsense', '', ['nonsense', '1000', '999', '998']],
])('with %s chosen and %s typed there are %j', (value, typed, choices) =>
  expect(versionChoices(known, { value, typed }).map((option) => option.value)).toEqual(choices),
)
