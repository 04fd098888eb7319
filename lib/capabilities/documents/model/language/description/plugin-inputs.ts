import { boolean, integer, object, oneOf, text } from '../spec/build'
import type { Members, ObjectSpec } from '../spec/spec'

/** Every plugin takes these among its inputs. */
const flow: Members = {
  onFailure: oneOf(['exit', 'successAndExit'], 'Leave the document when the step fails: as a failure, or as a success.', {
    role: 'onFailure',
  }),
  onSuccess: oneOf(['exit'], 'Leave the document when the step succeeds.'),
  finallyStep: boolean('Run this last step whatever happened before.', { default: false }),
  timeoutSeconds: text('How long the step may take, in seconds.', { pattern: '^\\d+$', expected: 'a number of seconds' }),
  maxAttempts: integer('Read, without effect.'),
  id: text('Number of the step, of schema 1.2.'),
}

export function pluginInputs(members: Members, description: string): ObjectSpec {
  const common = Object.entries(flow).filter(([name]) => !Object.hasOwn(members, name))
  return object({ ...members, ...Object.fromEntries(common) }, description, { isLenient: true })
}
