import { notFound } from 'next/navigation'

/** The name in the address; what is no percent-encoding is the name of nothing. */
export function decodedName(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch {
    notFound()
  }
}
