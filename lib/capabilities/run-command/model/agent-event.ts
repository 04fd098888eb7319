import type { AckReport, JobReport, StepReport } from './agent-report'
import { stepRank } from './agent-report'
import type { InvocationEvent } from './invocation'

/** What an acknowledgement means for the invocation. */
export function eventOfAck({ code, message }: Pick<AckReport, 'code' | 'message'>): InvocationEvent {
  switch (code) {
    case '200':
    case '51405':
      return { kind: 'accepted' }
    case '51402':
      return { kind: 'refused' }
    case '51401':
      return { kind: 'unreachable' }
    default:
      return { kind: 'rejected', reason: `The agent refused the command: ${message || 'no reason given'} (${code}).` }
  }
}

/** What a reply means for the invocation. A pending reboot is progress, not an end. */
export function eventOfReply({ status, trace }: Pick<JobReport, 'status' | 'trace'>): InvocationEvent {
  switch (status) {
    case 'Success':
    case 'Skipped':
      return { kind: 'finished', detail: 'Success', trace }
    case 'Failed':
      return { kind: 'finished', detail: 'Failed', trace }
    case 'Cancelled':
      return { kind: 'finished', detail: 'Cancelled', trace }
    case 'TimedOut':
      return { kind: 'finished', detail: 'ExecutionTimedOut', trace }
    case 'NotStarted':
    case 'InProgress':
    case 'SuccessAndReboot':
    case 'PassedAndReboot':
      return { kind: 'progressed', trace }
  }
}

/** The better of two reports on one step, in whichever order they came. */
export function betterStep(known: StepReport | undefined, report: StepReport): StepReport {
  if (!known) return report
  return stepRank(report.status) > stepRank(known.status) ? report : known
}
