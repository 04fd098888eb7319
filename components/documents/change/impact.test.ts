import { describe, expect, test } from 'vitest'
import type { DocumentUses } from '../own-operations'
import { defaultImpact, usesText, versionUses } from './impact'

const used = (Kind: DocumentUses['Uses'][number]['Kind'], DocumentVersion: string, Id = 'x') => ({ Kind, Id, DocumentVersion })
const uses = (Uses: DocumentUses['Uses'], RequiredBy: string[] = []): DocumentUses => ({ Uses, IsCut: false, RequiredBy })

test.each([
  [uses([]), 'Nothing uses it now.'],
  [uses([used('command', '3')]), 'Used by 1 running command.'],
  [
    uses([used('association', '3'), used('association', '$DEFAULT'), used('maintenance-window', '1'), used('command', '1')]),
    'Used by 2 associations, 1 maintenance window and 1 running command.',
  ],
  [uses([], ['web-base']), 'Required by web-base.'],
  [{ ...uses([used('command', '1')], ['a', 'b']), IsCut: true }, 'Used by more than 1 running command. Required by a and b.'],
])('%j reads %s', (given, text) => expect(usesText(given)).toBe(text))

describe('another default version', () => {
  test('names those that follow the default, and not commands, which run the version they began with', () => {
    const given = uses([used('association', '$DEFAULT'), used('association', '2'), used('command', '$DEFAULT')])
    expect(defaultImpact(given, '2', '3')).toBe(
      'Whoever names no version runs version 3 instead of 2 from now on: 1 association at $DEFAULT.',
    )
  })
  test('says so when nobody follows it', () => {
    expect(defaultImpact(uses([used('command', '2')]), '2', '3')).toContain('nothing is set to $DEFAULT today')
  })
})

test('a version is used by its number, and the latest one also by its word', () => {
  const given = uses([used('association', '2', 'a'), used('association', '$LATEST', 'b'), used('association', '$DEFAULT', 'c')])
  expect(versionUses(given, '2', false).map(({ Id }) => Id)).toEqual(['a'])
  expect(versionUses(given, '2', true).map(({ Id }) => Id)).toEqual(['a', 'b'])
})
