import { createHash } from 'node:crypto'
import { normaliseOutput } from '../model/output-stream'

/** Nodes that said the same share it, whatever colours they used. */
export function hashOutput(standardOutput: string, standardError: string): string {
  const normalised = `${normaliseOutput(standardOutput)}\0${normaliseOutput(standardError)}`
  return createHash('sha256').update(normalised).digest('base64url')
}
