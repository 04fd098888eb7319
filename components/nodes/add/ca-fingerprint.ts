import { queryOptions } from '@tanstack/react-query'

/** SHA-256 fingerprint of the authority, as `openssl x509 -fingerprint` prints it and as the install line compares it. */
export const caFingerprint = queryOptions({
  queryKey: ['certificates', 'authority'] as const,
  staleTime: 10 * 60_000,
  retry: 1,
  queryFn: async ({ signal }): Promise<string> => {
    const response = await fetch('/agent/ca.pem', { signal })
    if (!response.ok) throw new Error(`The server answered with status ${response.status} for its certificate authority.`)
    // Browsers hash only on https and on this machine itself.
    if (!globalThis.crypto?.subtle)
      throw new Error('Open the console over https, or on the server itself: this browser hashes only there.')
    const digest = await crypto.subtle.digest('SHA-256', certificateBytes(await response.text()))
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  },
})

/** The first certificate of a PEM file, without its armour. */
export function certificateBytes(pem: string): Uint8Array<ArrayBuffer> {
  const [, base64] = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/.exec(pem) ?? []
  if (base64 === undefined) throw new Error('The server answered without a certificate authority.')
  return Uint8Array.from(atob(base64.replace(/\s/g, '')), (letter) => letter.charCodeAt(0))
}
