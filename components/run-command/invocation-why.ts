/** Why an invocation is where it is: the rule, the evidence, what comes next, what to do. */
export interface Why {
  sentence: string
  /** What happens next by itself, if anything. */
  next?: string | undefined
  fix?: string | undefined
}

export interface InvocationFacts {
  /** StatusDetails of the API. */
  detail: string
  exitCode?: number | undefined
  step?: string | undefined
  /** How long a node has to pick the command up. */
  deliverySeconds: number
  /** When that time is over, epoch seconds. */
  deliveryUntil?: number | undefined
  errorsAllowed?: string | undefined
  document?: string | undefined
}

type Explain = (facts: InvocationFacts) => Why

const explanations: Record<string, Explain> = {
  Pending: () => ({
    sentence: 'Not sent to this node yet: other nodes go first under the rate control of this run.',
    next: 'It is sent when a place is free.',
  }),
  Delayed: ({ deliverySeconds }) => ({
    sentence: 'The agent of this node is not connected, so it has not picked the command up.',
    next: `The command is delivered when the agent connects, up to ${span(deliverySeconds)} after it was requested.`,
    fix: 'Check that the machine is up and that its agent runs and reaches this server.',
  }),
  InProgress: ({ step }) => ({
    sentence: step ? `The agent is running step ${step}.` : 'The agent has picked the command up and is running it.',
  }),
  Cancelling: () => ({
    sentence: 'The agent was asked to stop and has not confirmed it yet.',
    next: 'A step that ignores the request runs on to its end.',
  }),
  Success: () => ({ sentence: 'All steps ended with exit code 0.' }),
  Failed: ({ exitCode, step }) => ({
    sentence: `${step ? `Step ${step}` : 'A step'} ended with ${exitCode === undefined ? 'an error' : `exit code ${exitCode}${meaning(exitCode)}`}.`,
    fix: 'Read the first error in the output, mend the cause, then run again on failed nodes.',
  }),
  ExecutionTimedOut: ({ step }) => ({
    sentence: `${step ? `Step ${step}` : 'A step'} was still running when its execution time-out was over, so the agent ended it.`,
    fix: 'Give the step more time (executionTimeout), or find out what it waited for.',
  }),
  DeliveryTimedOut: ({ deliverySeconds }) => ({
    sentence: `The node did not pick the command up within ${span(deliverySeconds)}.`,
    fix: 'It was not connected in that time. Check the machine and its agent, then run again on this node.',
  }),
  Cancelled: () => ({ sentence: 'A person stopped it before it ended.' }),
  Terminated: ({ errorsAllowed }) => ({
    sentence: `Never sent to this node: more nodes failed than the error threshold${errorsAllowed ? ` (${errorsAllowed})` : ''} allows, so the run was stopped.`,
    fix: 'Mend what failed on the others, then run again on the nodes that were not run.',
  }),
  Undeliverable: () => ({
    sentence: 'The command could not be delivered: the node is not registered any more, or cannot take commands.',
    fix: 'Register the node again, or leave it out of the targets.',
  }),
  InvalidPlatform: ({ document }) => ({
    sentence: `Skipped: ${document ?? 'the document'} is not for the platform of this node.`,
  }),
  AccessDenied: () => ({
    sentence: 'Whoever sent the command may not run it on this node.',
    fix: 'Ask an owner for the permission, or leave the node out.',
  }),
}

export function whyInvocation(facts: InvocationFacts): Why {
  const explain = explanations[facts.detail.replaceAll(/[\s_]/g, '')]
  return explain ? explain(facts) : { sentence: `The node reported "${facts.detail}".` }
}

/** Exit codes that say more than "not zero". */
const exitCodes: Record<number, string> = {
  126: 'found, but not executable',
  127: 'command not found',
  130: 'interrupted',
  137: 'killed, often for lack of memory',
  143: 'asked to end',
  168: 'the script ended the document as a success',
  169: 'the script ended the document as a failure',
  194: 'the script asked for a reboot',
}

function meaning(exitCode: number): string {
  const known = exitCodes[exitCode]
  return known ? ` (${known})` : ''
}

/** "90 s", "10 min", "1 h 30 min", "2 d": for limits, which are round numbers. */
export function span(seconds: number): string {
  const units: readonly [number, string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ]
  if (seconds > 60 && seconds < 120 && seconds % 60 !== 0) return `${seconds} s`
  const words: string[] = []
  let left = Math.round(seconds)
  for (const [size, unit] of units) {
    const count = Math.floor(left / size)
    if (count > 0 && words.length < 2) words.push(`${count} ${unit}`)
    left -= count * size
  }
  return words.join(' ') || '0 s'
}
