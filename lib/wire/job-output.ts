import { parseOrNothing } from './control-messages'
import { boolean, integer, ownShape, structure, text } from './own-shape'

/** Our extension: output while a step runs. Offsets count UTF-8 bytes of one stream of one step from its beginning. */
export type OutputStream = 'stdout' | 'stderr'

export const maxOutputChunkBytes = 64 * 1024
export const outputWindowBytes = 1024 * 1024
export const joinMilliseconds = 1_000
const longestJoinMilliseconds = 30_000

/**
 * While answers are owed, less than a chunk waits for them and grows: a stream costs one message for each round trip however
 * many lines it has, and fewer the busier the server is. Not for ever, so that a lost answer holds nothing up, but twice as long
 * for each that is owed, so that a server that is behind does not get more to do.
 */
export function joinFor(owed: number): number {
  return owed === 0 ? 0 : Math.min(longestJoinMilliseconds, joinMilliseconds * 2 ** (owed - 1))
}

interface StreamPosition {
  jobId: string
  step: string
  stream: OutputStream
  offset: number
}

/** `offset` is where `text` begins; `final` says that nothing follows. */
export interface JobOutput extends StreamPosition {
  text: string
  final: boolean
}

/** `offset` is how many bytes are stored so far. */
export type JobOutputAck = StreamPosition

const position = {
  jobId: text({ required: true, max: 256 }),
  step: text({ required: true, max: 256 }),
  stream: text({ required: true, oneOf: ['stdout', 'stderr'] }),
  offset: integer({ required: true, long: true, min: 0 }),
}

const outputShape = ownShape<JobOutput>(
  'JobOutput',
  structure({ ...position, text: text({ required: true, printed: true }), final: boolean({ required: true }) }),
)

const ackShape = ownShape<JobOutputAck>('JobOutputAck', structure(position))

type Payload = { readonly [key: string]: unknown }

export const jobOutput = (output: JobOutput): Payload => ({ ...output })
export const jobOutputAck = (ack: JobOutputAck): Payload => ({ ...ack })

export function parseJobOutput(payload: unknown): JobOutput | undefined {
  const output = parseOrNothing(outputShape, payload)
  if (!output || new TextEncoder().encode(output.text).length > maxOutputChunkBytes) return undefined
  return output
}

export const parseJobOutputAck = (payload: unknown): JobOutputAck | undefined => parseOrNothing(ackShape, payload)
