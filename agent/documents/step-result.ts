/** Words of agent.md 8.4. */
export type StepStatus = 'Success' | 'Failed' | 'Cancelled' | 'TimedOut' | 'Skipped' | 'SuccessAndReboot'
export type DocumentStatus = 'InProgress' | Exclude<StepStatus, 'Skipped'>

export interface StepResult {
  status: StepStatus
  code: number
  /** Why, when the step's own output does not tell. */
  message?: string
  /** Milliseconds since the epoch. `startedAt` is that of the first attempt. */
  startedAt: number
  endedAt: number
}

export const exitCodes = { leaveAsSuccess: 168, leaveAsFailure: 169, reboot: 194, killed: 137 } as const

export function statusOfExit(code: number): StepStatus {
  if (code === 0 || code === exitCodes.leaveAsSuccess) return 'Success'
  if (code === exitCodes.reboot) return 'SuccessAndReboot'
  return code === exitCodes.killed ? 'TimedOut' : 'Failed'
}

const precedence = ['SuccessAndReboot', 'Failed', 'TimedOut', 'Cancelled'] as const

/** The status of a document from those of its finished steps: a contract between agent and service. */
export function statusOfDocument(results: readonly Pick<StepResult, 'status'>[]): Exclude<DocumentStatus, 'InProgress'> {
  return precedence.find((status) => results.some((result) => result.status === status)) ?? 'Success'
}
