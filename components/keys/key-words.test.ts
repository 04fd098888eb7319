import { expect, test } from 'vitest'
import { countText, tagsOfText } from './key-words'

test.each([
  ['', []],
  ['team=pay', [{ TagKey: 'team', TagValue: 'pay' }]],
  [
    ' a = b=c \n\n d ',
    [
      { TagKey: 'a', TagValue: 'b=c' },
      { TagKey: 'd', TagValue: '' },
    ],
  ],
])('tags of %j', (text, tags) => expect(tagsOfText(text)).toEqual(tags))

test.each([
  [0, '0 parameters'],
  [1, '1 parameter'],
  [1200, '1,200 parameters'],
])('%d parameters are counted in words', (count, text) => expect(countText(count, 'parameter')).toBe(text))
