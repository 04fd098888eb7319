import { randomInt } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'

/** Without letters and digits that are taken for one another. */
const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
const groups = 4
const perGroup = 5

/** For a first sign-in: 100 bits, in groups that can be read out over a phone. */
export function newPassword(): string {
  const group = () => Array.from({ length: perGroup }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** The form that the sign-in library checks against. */
export function hashOf(password: string): Promise<string> {
  return hashPassword(password)
}

export function isHashOf(hash: string, password: string): Promise<boolean> {
  return verifyPassword({ hash, password })
}
