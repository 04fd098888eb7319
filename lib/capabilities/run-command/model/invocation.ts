import type { InvocationDetail } from '#lib/vocabulary/command-status'

/**
 * Life of one invocation:
 *
 *   waiting -> sent -> accepted -> ended
 *      ^ \       \ no acknowledgement, or refused
 *      |  +-------+-> blocked (the node has its hands full) or delayed (the node is away)
 *      +----------------+ the node has room, or is back
 *
 * What the agent says outranks what the server believes: an acknowledgement or a reply counts in every open stage.
 */
export type EndDetail = Exclude<InvocationDetail, 'Pending' | 'Delayed' | 'InProgress' | 'Cancelling'>

export type OpenStage = 'waiting' | 'blocked' | 'delayed' | 'sent' | 'accepted'
export type Stage = OpenStage | 'ended'

export interface Invocation {
  nodeId: string
  stage: Stage
  detail: InvocationDetail
  /** Times in a row that the job was put on the way without an answer. */
  deliveries: number
  sentAt: Date | undefined
  acceptedAt: Date | undefined
  endedAt: Date | undefined
  /** When the server has to look at it again if nothing happens. */
  dueAt: Date | undefined
  cancelAcknowledged: boolean
  trace: string
}

export type InvocationEvent =
  | { kind: 'sent' }
  | { kind: 'accepted' }
  | { kind: 'refused' }
  | { kind: 'rejected'; reason: string }
  | { kind: 'progressed'; trace: string }
  | { kind: 'finished'; detail: EndDetail; trace: string }
  | { kind: 'cancelled' }
  | { kind: 'cancel-sent' }
  | { kind: 'cancel-acknowledged' }
  | { kind: 'busy' }
  | { kind: 'unreachable' }
  | { kind: 'reachable' }
  | { kind: 'gone' }
  | { kind: 'terminated' }
  | { kind: 'expired' }

type Next = Stage | 'ignored'

const beforeSending = {
  accepted: 'accepted',
  refused: 'ignored',
  rejected: 'ended',
  progressed: 'accepted',
  finished: 'ended',
  cancelled: 'ended',
  'cancel-sent': 'ignored',
  'cancel-acknowledged': 'ignored',
  gone: 'ended',
  terminated: 'ended',
  expired: 'ended',
} as const

const stages: Readonly<Record<Stage, Readonly<Record<InvocationEvent['kind'], Next>>>> = {
  waiting: { ...beforeSending, sent: 'sent', busy: 'blocked', unreachable: 'delayed', reachable: 'ignored' },
  blocked: { ...beforeSending, sent: 'ignored', busy: 'ignored', unreachable: 'delayed', reachable: 'waiting' },
  delayed: { ...beforeSending, sent: 'ignored', busy: 'ignored', unreachable: 'ignored', reachable: 'waiting' },
  sent: {
    sent: 'sent',
    accepted: 'accepted',
    refused: 'blocked',
    rejected: 'ended',
    progressed: 'accepted',
    finished: 'ended',
    cancelled: 'sent',
    'cancel-sent': 'sent',
    'cancel-acknowledged': 'sent',
    busy: 'ignored',
    unreachable: 'delayed',
    reachable: 'ignored',
    gone: 'ended',
    terminated: 'ignored',
    expired: 'ended',
  },
  accepted: {
    sent: 'ignored',
    accepted: 'ignored',
    refused: 'ignored',
    rejected: 'ignored',
    progressed: 'accepted',
    finished: 'ended',
    cancelled: 'accepted',
    'cancel-sent': 'accepted',
    'cancel-acknowledged': 'accepted',
    busy: 'ignored',
    unreachable: 'ignored',
    reachable: 'ignored',
    gone: 'ignored',
    terminated: 'ignored',
    expired: 'ended',
  },
  ended: {
    sent: 'ignored',
    accepted: 'ignored',
    refused: 'ignored',
    rejected: 'ignored',
    progressed: 'ignored',
    finished: 'ignored',
    cancelled: 'ignored',
    'cancel-sent': 'ignored',
    'cancel-acknowledged': 'ignored',
    busy: 'ignored',
    unreachable: 'ignored',
    reachable: 'ignored',
    gone: 'ignored',
    terminated: 'ignored',
    expired: 'ignored',
  },
}

/** Deadlines of the command: to be taken up by the node, and to have reported an end. */
export interface Deadlines {
  delivery: Date
  total: Date
}

/** When something happens to an invocation. */
export interface Moment {
  now: Date
  deadlines: Deadlines
}

export const resendAfterMs = 5_000
export const blockedRetryMs = 10_000
export const deliveriesBeforeDelay = 3
const delayedRetryMs = 30_000
const longestDelayedRetryMs = 600_000
const traceLimit = 2_500

export function newInvocation(nodeId: string, deadlines: Deadlines): Invocation {
  return {
    nodeId,
    stage: 'waiting',
    detail: 'Pending',
    deliveries: 0,
    sentAt: undefined,
    acceptedAt: undefined,
    endedAt: undefined,
    dueAt: deadlines.delivery,
    cancelAcknowledged: false,
    trace: '',
  }
}

/** The same object comes back when the event changes nothing. */
export function transition(invocation: Invocation, event: InvocationEvent, { now, deadlines }: Moment): Invocation {
  const stage = stageAfter(invocation, event.kind)
  if (stage === 'ignored') return invocation
  const detail = detailAfter(invocation, event, stage)
  const next: Invocation = { ...invocation, stage, detail, ...consequences(invocation, event, now) }
  if (next.stage === 'accepted' || event.kind === 'finished') next.acceptedAt ??= now
  if (next.stage === 'ended') next.endedAt = now
  next.dueAt = dueAfter(next, now, deadlines)
  return next
}

function stageAfter(invocation: Invocation, event: InvocationEvent['kind']): Next {
  if (invocation.stage === 'sent' && invocation.detail === 'Cancelling') {
    // The job may be on the node or not: it is never sent again, and only the node's refusal proves that it is not there.
    if (event === 'refused') return 'ended'
    if (event === 'unreachable' || event === 'sent') return 'ignored'
  }
  return stages[invocation.stage][event]
}

function consequences(invocation: Invocation, event: InvocationEvent, now: Date): Partial<Invocation> {
  switch (event.kind) {
    case 'sent':
      return { deliveries: invocation.deliveries + 1, sentAt: invocation.sentAt ?? now }
    case 'cancel-sent':
      return { deliveries: invocation.deliveries + 1 }
    case 'accepted':
      return { deliveries: 0 }
    case 'progressed':
    case 'finished':
      return { deliveries: 0, trace: event.trace ? event.trace.slice(0, traceLimit) : invocation.trace }
    case 'rejected':
      return { trace: event.reason.slice(0, traceLimit) }
    case 'cancelled':
      return invocation.detail === 'Cancelling' ? {} : { deliveries: 0 }
    case 'cancel-acknowledged':
      return { cancelAcknowledged: true, deliveries: 0 }
    case 'expired':
      return { trace: invocation.trace || expiryTrace(invocation) }
    case 'refused':
    case 'busy':
    case 'unreachable':
    case 'reachable':
    case 'gone':
    case 'terminated':
      return {}
  }
}

function expiryTrace(invocation: Invocation): string {
  if (invocation.stage === 'accepted')
    return 'The node took up the command, but no result was received before the total time-out.'
  return 'The node did not take up the command before the delivery time-out.'
}

function detailAfter(invocation: Invocation, event: InvocationEvent, stage: Stage): InvocationDetail {
  if (stage === 'ended') return endDetail(invocation, event)
  if (invocation.detail === 'Cancelling') return 'Cancelling'
  if (event.kind === 'cancelled') return 'Cancelling'
  if (stage === 'accepted') return 'InProgress'
  return stage === 'delayed' ? 'Delayed' : 'Pending'
}

function endDetail(invocation: Invocation, event: InvocationEvent): EndDetail {
  switch (event.kind) {
    case 'finished':
      return event.detail
    case 'gone':
      return 'Undeliverable'
    case 'terminated':
      return 'Terminated'
    case 'expired':
      return invocation.detail === 'Cancelling' ? 'Cancelled' : 'DeliveryTimedOut'
    case 'cancelled':
    case 'refused':
      return 'Cancelled'
    default:
      return 'Failed'
  }
}

function dueAfter(invocation: Invocation, now: Date, deadlines: Deadlines): Date | undefined {
  const deadline = invocation.stage === 'accepted' ? deadlines.total : deadlines.delivery
  switch (invocation.stage) {
    case 'ended':
      return undefined
    case 'waiting':
      return deadline
    case 'blocked':
      return earlier(deadline, now, blockedRetryMs)
    case 'delayed':
      return earlier(deadline, now, backOff(invocation.deliveries))
    case 'sent':
      return earlier(deadline, now, resendPause(invocation.deliveries))
    case 'accepted':
      if (invocation.detail !== 'Cancelling' || invocation.cancelAcknowledged) return deadline
      return earlier(deadline, now, resendPause(invocation.deliveries))
  }
}

function resendPause(deliveries: number): number {
  return deliveries <= deliveriesBeforeDelay ? resendAfterMs : backOff(deliveries - deliveriesBeforeDelay)
}

function backOff(attempts: number): number {
  return Math.min(longestDelayedRetryMs, delayedRetryMs * 2 ** Math.min(attempts, 10))
}

function earlier(deadline: Date, now: Date, milliseconds: number): Date {
  return new Date(Math.min(deadline.getTime(), now.getTime() + milliseconds))
}

/** Holds one of the node's places: it is on the way to the node, or running there. */
export function isInFlight(invocation: Pick<Invocation, 'stage'>): boolean {
  return invocation.stage === 'sent' || invocation.stage === 'accepted'
}
