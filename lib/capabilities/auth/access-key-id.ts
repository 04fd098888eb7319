import { randomBytes } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** `AKIA` and 16 characters, as AWS makes them: tools check the form. */
export function newAccessKeyId(): string {
  return `AKIA${[...randomBytes(16)].map((byte) => alphabet[byte % 32]).join('')}`
}

/** 40 characters of base64: 240 random bits. */
export function newSecretAccessKey(): string {
  return randomBytes(30).toString('base64')
}
