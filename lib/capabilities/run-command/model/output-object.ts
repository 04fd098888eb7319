/*
 * Where the output of a step goes when a command names a bucket. A bucket is a folder of this installation's own blobs; keys
 * have the layout of the real service: prefix/command/node/awsrunShellScript/0.awsrunShellScript/stdout.
 */
import { ApiError } from '#lib/vocabulary/api-error'
import type { OutputStream } from '#lib/wire/job-output'
import type { JsonObject } from '#lib/wire/parameter-substitution'

export interface OutputObject {
  bucket: string
  key: string
}

/** What of a command decides the keys. */
export interface OutputPlace {
  commandId: string
  document: JsonObject
  steps: readonly { name: string; action: string }[]
  echoed: { OutputS3BucketName?: string | undefined; OutputS3KeyPrefix?: string | undefined }
}

export interface OutputSource {
  nodeId: string
  step: string
  stream: OutputStream
}

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const longestWord = 255
/** Leaves room for the rest of the key in the 1,024 characters that a store takes. */
const longestPrefix = 500

/** Throws InvalidOutputFolder, with what is wrong. */
export function checkOutputPlace(bucket: string | undefined, prefix: string | undefined): void {
  if (prefix && !bucket) throw new ApiError('InvalidOutputFolder', 'OutputS3KeyPrefix needs an OutputS3BucketName.')
  if (bucket && !bucketName.test(bucket))
    throw new ApiError(
      'InvalidOutputFolder',
      `${bucket} is not the name of a bucket: use 3 to 63 small letters, digits, dots and hyphens.`,
    )
  const parts = partsOf(prefix ?? '')
  if (parts.includes('..')) throw new ApiError('InvalidOutputFolder', "OutputS3KeyPrefix may not have '..' between slashes.")
  const words = parts.map(wordOf)
  if (words.join('/').length > longestPrefix || words.some((word) => word.length > longestWord))
    throw new ApiError(
      'InvalidOutputFolder',
      `OutputS3KeyPrefix is too long: it may have ${longestPrefix} characters in all, ${longestWord} between slashes.`,
    )
}

/** `undefined` when the command names no bucket. */
export function outputObject(command: OutputPlace, { nodeId, step, stream }: OutputSource): OutputObject | undefined {
  const { OutputS3BucketName: bucket, OutputS3KeyPrefix: prefix = '' } = command.echoed
  if (!bucket) return undefined
  const action = command.steps.find(({ name }) => name === step)?.action ?? step
  const folders = [withoutColons(action), withoutColons(folderOf(command.document, step))]
  return { bucket, key: [...partsOf(prefix), command.commandId, nodeId, ...folders, stream].join('/') }
}

/** Schema 1.2 has the id of the property there, such as 0.aws:runShellScript; 2.x the name of the step. */
function folderOf(document: JsonObject, step: string): string {
  const plugins = document['runtimeConfig']
  const properties = memberOf(memberOf(plugins, step), 'properties')
  const id = memberOf(Array.isArray(properties) ? properties[0] : properties, 'id')
  if (typeof id === 'string' && id !== '') return id
  return plugins === undefined ? step : `0.${step}`
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as { [name: string]: unknown })[name] : undefined
}

function withoutColons(text: string): string {
  return text.replaceAll(':', '')
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.')
}

/** The key in the blobs; `undefined` for what can never have been written. */
export function outputBlobKey(accountId: string, { bucket, key }: OutputObject): string | undefined {
  const words = partsOf(key).map(wordOf)
  const blobKey = ['buckets', accountId, bucket, ...words].join('/')
  const isPossible = bucketName.test(bucket) && words.length > 0 && !key.split('/').includes('..')
  return isPossible && blobKey.length <= 1_024 && words.every((word) => word.length <= longestWord) ? blobKey : undefined
}

/** Below it lies all that the command wrote; `undefined` when it names no bucket. */
export function outputFolder(accountId: string, { commandId, echoed }: OutputPlace): string | undefined {
  const { OutputS3BucketName: bucket, OutputS3KeyPrefix: prefix = '' } = echoed
  const key = bucket && outputBlobKey(accountId, { bucket, key: [...partsOf(prefix), commandId].join('/') })
  return key ? `${key}/` : undefined
}

/** Blob keys have a small alphabet: other bytes are written as =XX. */
function wordOf(part: string): string {
  return part.replace(/^\.|[^A-Za-z0-9_.:@-]/gu, (character) =>
    [...new TextEncoder().encode(character)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )
}

/** Where the server hands it out, as AWS gives the address of the object. */
export function outputUrl(url: string, object: OutputObject | undefined): string {
  if (!object) return ''
  return `${url}/api/output/${object.bucket}/${object.key.split('/').map(encodeURIComponent).join('/')}`
}
