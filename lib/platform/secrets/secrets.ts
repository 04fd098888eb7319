/** Sealing of secrets at rest. `context` is bound to the ciphertext: opening with another context fails. */
export interface Secrets {
  seal(plain: Uint8Array, context: string): Promise<Uint8Array>
  /** Throws `SecretUnreadable` when the key, the context or the ciphertext is wrong. */
  open(sealed: Uint8Array, context: string): Promise<Uint8Array>
  /** The root key as text, as QUARTERDECK_ROOT_KEY takes it: for the owner who keeps it elsewhere, and for nobody else. */
  recoveryKey(): string
  /** A 32-byte key derived from the root key for one purpose; the same input gives the same key for ever. */
  derive(purpose: string): Uint8Array
}
