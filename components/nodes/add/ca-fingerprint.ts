import { queryOptions } from '@tanstack/react-query'

/** SHA-256 of the authority's PEM file, as the install line compares it. */
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
    const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer())
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  },
})
