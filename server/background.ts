import type { Pool } from 'pg'
import { activationJobs, recurringActivationJobs } from '#lib/capabilities/activations/jobs'
import { auditJobs } from '#lib/capabilities/audit/jobs'
import { consoleJobs } from '#lib/capabilities/console/jobs'
import { documentJobs, recurringDocumentJobs } from '#lib/capabilities/documents/jobs'
import { eventJobs } from '#lib/capabilities/events/jobs'
import { keyJobs, recurringKeyJobs } from '#lib/capabilities/keys/jobs'
import { nodeJobs, recurringNodeJobs } from '#lib/capabilities/nodes/jobs'
import { parameterJobs, recurringParameterJobs } from '#lib/capabilities/parameters/jobs'
import { runCommandJobs } from '#lib/capabilities/run-command/jobs'
import type { Ports } from '#lib/platform/context'
import { type JobRunner, startJobRunner } from '#lib/platform/jobs/job-runner'
import { everySeconds } from '#lib/platform/jobs/recurring'

const manifests = [
  activationJobs,
  auditJobs,
  consoleJobs,
  documentJobs,
  eventJobs,
  keyJobs,
  nodeJobs,
  parameterJobs,
  runCommandJobs,
]

const recurring = [
  ...recurringNodeJobs,
  ...recurringKeyJobs,
  ...recurringParameterJobs,
  ...recurringActivationJobs,
  ...recurringDocumentJobs,
  everySeconds('run-command.recover', 60),
  everySeconds('run-command.prune', 3600),
  everySeconds('audit.prune', 3600),
  everySeconds('console.prune', 600),
  everySeconds('events.prune', 3600),
]

/** The worker role: background jobs of every capability. */
export function startBackground(ports: Ports, pool: Pool, signal: AbortSignal): Promise<JobRunner> {
  return startJobRunner({ pool, ports, manifests, recurring, signal })
}
