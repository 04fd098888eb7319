import { describe, expect, it } from 'vitest'
import { maskRequest } from './record'

describe('a recorded request', () => {
  it('has its secret members masked at any depth', () => {
    const request = { Name: 'a', Value: 'hunter2', Nested: [{ Value: 'hunter2', Other: 1 }] }
    expect(maskRequest(request, ['Value'])).toEqual({ Name: 'a', Value: '***', Nested: [{ Value: '***', Other: 1 }] })
  })

  it('has long texts cut with their length', () => {
    expect(maskRequest({ A: 'x'.repeat(3000) }, [])).toEqual({ A: `${'x'.repeat(2000)}… (3000 characters)` })
  })

  it('has nothing that the database refuses, such as half of a character at the cut', () => {
    expect(maskRequest({ A: `${'x'.repeat(1999)}💥💥` }, [])).toEqual({ A: `${'x'.repeat(1999)}… (2003 characters)` })
    expect(JSON.stringify(maskRequest({ 'a\0': ['b\0', '\ud83d'] }, []))).toBe(
      '{"a\x1a":["b\x1a","\ufffd"]}'.replace('\x1a', '\\u001a').replace('\x1a', '\\u001a'),
    )
  })

  it('has objects of many members cut', () => {
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, index]))
    expect(Object.keys(maskRequest(wide, []) as object)).toHaveLength(100)
  })

  it('has long lists and deep values cut', () => {
    expect(
      maskRequest(
        Array.from({ length: 500 }, () => 1),
        [],
      ),
    ).toHaveLength(100)
    let deep: unknown = 'end'
    for (let level = 0; level < 50; level++) deep = { deep }
    expect(JSON.stringify(maskRequest(deep, []))).toContain('…')
  })
})
