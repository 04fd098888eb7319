import { randomUUID } from 'node:crypto'
import type { DocumentStep } from '#agent/documents/document-step'
import { type DocumentStatus, type StepResult as StepRun } from '#agent/documents/step-result'
import type { StoredReply } from '#agent/jobs/job-record'
import { type OutputFiles, readReplyOutput } from '#agent/output/step-output'
import { combineStreams, firstBytes, outputLimits } from '#agent/output/truncate'
import { agentName, agentVersion } from '#agent/version'
import { jobReply, type StepResult } from '#lib/wire/job-reply'

export interface ReplyOptions {
  jobId: string
  status: DocumentStatus
  step?: { document: DocumentStep; run: StepRun; files: OutputFiles; index: number; isStreamed: boolean }
  /** Why a document could not be run at all. */
  trace?: string
}

type Payload = StoredReply['payload']

const largestReply = 120_000

export function buildReply(options: ReplyOptions): StoredReply {
  const { jobId, step } = options
  const stored = { messageId: randomUUID(), jobId, createdAt: Date.now(), payload: fittingPayload(options) }
  return step?.isStreamed ? { ...stored, streamedStep: step.index } : stored
}

export function buildProgress(jobId: string): Payload {
  return payloadOf({ jobId, status: 'InProgress' }, undefined)
}

// Control characters take six bytes and more in JSON within JSON; a reply that is too large would never be taken.
function fittingPayload(options: ReplyOptions): Payload {
  let result = options.step && stepResult(options.step)
  for (;;) {
    const payload = payloadOf(options, result)
    if (!result || Buffer.byteLength(JSON.stringify(payload)) <= largestReply) return payload
    result = halved(result)
  }
}

function payloadOf({ jobId, status, step, trace }: ReplyOptions, result: StepResult | undefined): Payload {
  const steps = new Map(step && result ? [[step.document.name, result]] : [])
  const agent = { name: agentName, version: agentVersion }
  const reply = { jobId, documentStatus: status, documentTraceOutput: trace ?? '', at: new Date(), agent, steps }
  return jobReply(reply, { os: process.platform, osver: '1' })
}

function stepResult({ document, run, files }: NonNullable<ReplyOptions['step']>): StepResult {
  const { standardOutput, standardError } = readReplyOutput(files)
  const error = run.status === 'Failed' ? [standardError, run.message].filter(Boolean).join('\n') : standardError
  const output = combineStreams(standardOutput, error, outputLimits.output) || (run.message ?? '')
  return {
    status: run.status,
    code: run.code,
    action: document.action,
    output,
    standardOutput,
    standardError: error,
    startedAt: new Date(run.startedAt),
    endedAt: new Date(run.endedAt),
  }
}

function halved(result: StepResult): StepResult {
  const half = (text: string) => firstBytes(text, Math.floor(Buffer.byteLength(text) / 2))
  return {
    ...result,
    output: half(result.output),
    standardOutput: half(result.standardOutput),
    standardError: half(result.standardError),
  }
}
