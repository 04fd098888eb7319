import { operation } from '#lib/api/operation'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { openOutputObject } from '../engine/read-object'
import { wholeCharacters } from '../model/output-stream'

const defaultBytes = 256 * 1024
const mostBytes = 1024 * 1024

/** A range of an output that SendCommand was told to write to a bucket. The next call begins at `NextByte`. */
export const getOutputObject = operation({
  service: 'quarterdeck',
  name: 'GetOutputObject',
  access: 'read',
  input: ownShape(
    'GetOutputObjectRequest',
    structure({
      Bucket: text({ required: true, max: 63 }),
      Key: text({ required: true, max: 1024 }),
      StartByte: integer({ min: 0, long: true }),
      MaxBytes: integer({ min: 0, max: mostBytes }),
    }),
  ),
  resources: (input) => [`arn:aws:s3:::${input.Bucket}/${input.Key}`],
  async handle(ctx, input) {
    const start = input.StartByte ?? 0
    const range = { start, end: start + (input.MaxBytes ?? defaultBytes) }
    const found = await openOutputObject(ctx, { bucket: input.Bucket, key: input.Key }, range)
    const parts: Buffer[] = []
    for await (const part of found.content) parts.push(Buffer.from(part))
    const bytes = Buffer.concat(parts)
    const whole = start + bytes.length >= found.bytes ? bytes.length : wholeCharacters(bytes)
    return {
      Text: new TextDecoder().decode(bytes.subarray(0, whole)),
      StartByte: start,
      NextByte: start + whole,
      TotalBytes: found.bytes,
    }
  },
})
