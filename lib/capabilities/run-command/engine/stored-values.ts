/**
 * References to Parameter Store in a command: resolved with the rights of its sender when it is sent, kept sealed with the command,
 * opened for the moment of delivery. What everybody sees keeps the references.
 */
import { referencesIn, replaceReferences, resolveReferences, type StoredReference } from '#lib/capabilities/parameters/index'
import type { Ctx } from '#lib/platform/context'
import { resolveParameters } from '#lib/vocabulary/document-parameters'
import type { JsonObject } from '#lib/wire/parameter-substitution'
import type { DeliveredCommand } from '../command'
import type { AimedCommand } from './send'

/** What only the agent gets. */
export interface SecretJob {
  document: JsonObject
  jobParameters: JsonObject
}

export interface FilledIn {
  /** With references in the place of what they stand for. */
  jobParameters: JsonObject
  references: readonly StoredReference[]
  secretJob: SecretJob | undefined
}

type Given = Readonly<Record<string, readonly string[]>>

export async function fillInValues(ctx: Ctx, { request, document }: AimedCommand): Promise<FilledIn> {
  const { parameters } = document.parsed
  const references = referencesIn([request.parameters, document.forAgent])
  if (references.length === 0)
    return { jobParameters: resolveParameters(parameters, request.parameters), references, secretJob: undefined }
  const values = await resolveReferences(ctx, references)
  // The guarantee of the casts: only texts within are replaced.
  const withValues = replaceReferences(request.parameters, values) as Given
  const filled = replaceReferences(resolveParameters(parameters, withValues), values) as JsonObject
  return {
    jobParameters: hideValues(filled, { given: request.parameters, document }),
    references,
    secretJob: { document: replaceReferences(document.forAgent, values) as JsonObject, jobParameters: filled },
  }
}

/** Of parameters with references, and of defaults with references, what was written. */
function hideValues(filled: JsonObject, { given, document }: { given: Given; document: AimedCommand['document'] }): JsonObject {
  const shown = Object.entries(filled).map(([name, value]) => {
    const written = given[name] ?? document.parsed.parameters.get(name)?.default
    return [name, referencesIn(written).length > 0 ? single(written) : value] as const
  })
  return Object.fromEntries(shown)
}

const single = (written: unknown): unknown => (Array.isArray(written) && written.length === 1 ? written[0] : written)

export const sealedJobContext = (commandId: string): string => `command/${commandId}`

export async function sealJob(tx: Ctx, commandId: string, job: SecretJob | undefined): Promise<Uint8Array | undefined> {
  return job && tx.secrets.seal(Buffer.from(JSON.stringify(job)), sealedJobContext(commandId))
}

/** A job that does not open goes out with its references, which every agent refuses to run. */
export async function openJob(tx: Ctx, command: DeliveredCommand): Promise<DeliveredCommand> {
  if (!command.sealedJob || command.endedAt) return command
  try {
    const plain = await tx.secrets.open(command.sealedJob, sealedJobContext(command.commandId))
    return { ...command, ...(JSON.parse(Buffer.from(plain).toString('utf8')) as SecretJob) }
  } catch (cause) {
    tx.log.error({ err: cause, commandId: command.commandId }, 'the stored parameters of a command do not open')
    return command
  }
}
