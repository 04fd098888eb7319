import { describe, expect, it } from 'vitest'
import { backupText, secretIn } from './secret-text'

describe('second factor texts', () => {
  it('finds the secret in the address that the app reads', () => {
    expect(secretIn('otpauth://totp/Quarterdeck:a%40b.test?secret=ABCD2345&issuer=Quarterdeck&digits=6&period=30')).toBe(
      'ABCD2345',
    )
    expect(secretIn('otpauth://totp/Quarterdeck:a%40b.test')).toBe('')
  })

  it('writes the codes one a line, with the address they belong to', () => {
    const text = backupText(['aaaaa-bbbbb', 'ccccc-ddddd'], 'https://deck.example.test')
    expect(text).toContain('https://deck.example.test')
    expect(text.split('\n').slice(3, 5)).toEqual(['aaaaa-bbbbb', 'ccccc-ddddd'])
  })
})
