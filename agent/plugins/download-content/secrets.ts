import { InvalidInputs, StepProblem } from '#agent/plugins/plugin'
import type { Fetching } from '#agent/plugins/download-content/sources'

const reference = /^\{\{\s*ssm(?:-secure)?:([/\w.:-]+)\s*\}\}$/

/** A secret as written, or read from Parameter Store, decrypted, with the rights of this node. */
export async function resolveSecret(written: string, { context, signal }: Fetching): Promise<string> {
  if (!written.includes('{{')) return written
  const name = reference.exec(written)?.[1]
  if (name === undefined) throw new InvalidInputs('a secret must be written plainly or as {{ ssm-secure:name }}')
  const answer = await context.node.call('GetParameters', { Names: [name], WithDecryption: true }, signal)
  const [found]: unknown[] = Array.isArray(answer['Parameters']) ? answer['Parameters'] : []
  const value = typeof found === 'object' && found !== null && 'Value' in found ? found.Value : undefined
  if (typeof value !== 'string') throw new StepProblem(`There is no parameter ${name} that this node may read.`)
  return value
}
