/** The one table from API states to what a person sees: tone, icon, word, sentence. Nothing else maps a state to a colour. */
export type Tone = 'ok' | 'run' | 'wait' | 'warn' | 'bad' | 'off'

export type StatusIcon =
  | 'circle-check'
  | 'loader-circle'
  | 'clock'
  | 'calendar-clock'
  | 'hourglass'
  | 'rotate-cw'
  | 'user-check'
  | 'ban'
  | 'skip-forward'
  | 'triangle-alert'
  | 'unplug'
  | 'circle-x'
  | 'timer-off'
  | 'power-off'
  | 'circle-question-mark'

export type StatusKind =
  | 'node'
  | 'command'
  | 'invocation'
  | 'activation'
  | 'access-key'
  | 'key'
  | 'session'
  | 'automation'
  | 'association'
  | 'compliance'
  | 'patch'
  | 'window'
  | 'document'
  | 'ops-item'
  | 'audit'
  | 'other'

export interface StatusView {
  tone: Tone
  icon: StatusIcon
  /** True for the one icon that turns. */
  turning: boolean
  label: string
  sentence: string
}

type Row = readonly [tone: Tone, icon: StatusIcon, label: string, sentence: string]

const rows: Record<string, Row> = {
  success: ['ok', 'circle-check', 'Succeeded', 'Finished without an error.'],
  successful: ['ok', 'circle-check', 'Succeeded', 'Finished without an error.'],
  completedwithsuccess: ['ok', 'circle-check', 'Succeeded', 'All steps finished without an error.'],
  complete: ['ok', 'circle-check', 'Complete', 'Finished.'],
  approved: ['ok', 'circle-check', 'Approved', 'Approved by the people who were asked.'],
  explicitapproved: ['ok', 'circle-check', 'Approved', 'Approved by name in the baseline.'],
  changecalendaroverrideapproved: [
    'ok',
    'circle-check',
    'Approved',
    'A person allowed it although the change calendar is closed.',
  ],
  online: ['ok', 'circle-check', 'Online', 'The agent is connected and answers.'],
  connected: ['ok', 'circle-check', 'Connected', 'The connection is open.'],
  compliant: ['ok', 'circle-check', 'Compliant', 'Everything that the rules ask for is in place.'],
  installed: ['ok', 'circle-check', 'Installed', 'Approved by the baseline and installed.'],
  installedother: ['ok', 'circle-check', 'Installed', 'Installed, but outside the baseline.'],
  active: ['ok', 'circle-check', 'Active', 'Ready to be used.'],
  open: ['ok', 'circle-check', 'Open', 'Open.'],
  resolved: ['ok', 'circle-check', 'Resolved', 'Marked as resolved.'],
  managed: ['ok', 'circle-check', 'Managed', 'Has an agent that reports here.'],
  ok: ['ok', 'circle-check', 'Succeeded', 'The call was answered.'],
  inprogress: ['run', 'loader-circle', 'Running', 'Running now.'],
  runbookinprogress: ['run', 'loader-circle', 'Running', 'The runbook is running now.'],
  connecting: ['run', 'loader-circle', 'Connecting', 'The connection is being opened.'],
  creating: ['run', 'loader-circle', 'Creating', 'Being created.'],
  updating: ['run', 'loader-circle', 'Updating', 'Being changed.'],
  pending: ['off', 'clock', 'Queued', 'Not sent to the node yet.'],
  delayed: ['off', 'clock', 'Queued', 'The agent has not picked it up.'],
  scheduled: ['off', 'calendar-clock', 'Scheduled', 'Starts at its time.'],
  waiting: ['wait', 'hourglass', 'Waiting', 'Waits for a time or for something else to finish.'],
  installedpendingreboot: ['wait', 'rotate-cw', 'Reboot pending', 'Installed; takes effect after the next reboot.'],
  pendingapproval: ['wait', 'user-check', 'Needs approval', 'Waits for a person to approve it.'],
  pendingchangecalendaroverride: [
    'wait',
    'user-check',
    'Needs approval',
    'The change calendar is closed; a person must allow it.',
  ],
  notreviewed: ['wait', 'user-check', 'Not reviewed', 'Nobody has reviewed this version.'],
  cancelling: ['off', 'loader-circle', 'Cancelling', 'Asked to stop; not confirmed yet.'],
  terminating: ['off', 'loader-circle', 'Ending', 'Being closed.'],
  deleting: ['off', 'loader-circle', 'Deleting', 'Being deleted.'],
  cancelled: ['off', 'ban', 'Cancelled', 'Stopped before the end.'],
  canceled: ['off', 'ban', 'Cancelled', 'Stopped before the end.'],
  terminated: ['off', 'ban', 'Terminated', 'Ended because others before it failed or somebody ended it.'],
  revoked: ['off', 'ban', 'Revoked', 'Taken back; no longer valid.'],
  expired: ['off', 'ban', 'Expired', 'Its time is over.'],
  exited: ['off', 'ban', 'Exited', 'Left before the end.'],
  closed: ['off', 'ban', 'Closed', 'Closed.'],
  history: ['off', 'ban', 'Ended', 'Over.'],
  explicitrejected: ['off', 'ban', 'Rejected', 'Rejected by name in the baseline.'],
  skippedoverlapping: ['off', 'skip-forward', 'Skipped', 'Skipped, because the run before was still going.'],
  notapplicable: ['off', 'skip-forward', 'Not applicable', 'Does not apply to this node.'],
  invalidplatform: ['off', 'skip-forward', 'Skipped', 'Not for this platform.'],
  noinstancesintag: ['off', 'skip-forward', 'No targets', 'No node matched the targets.'],
  completedwithfailure: ['warn', 'triangle-alert', 'Partly failed', 'Finished, but some of it failed.'],
  incomplete: ['warn', 'triangle-alert', 'Incomplete', 'Not every target got it.'],
  availablesecurityupdate: [
    'warn',
    'triangle-alert',
    'Update available',
    'A security update exists that the baseline has not approved.',
  ],
  installedrejected: ['warn', 'triangle-alert', 'Rejected, installed', 'Installed although the baseline rejects it.'],
  alarm: ['warn', 'triangle-alert', 'Alarm', 'The alarm that guards this run went off.'],
  connectionlost: ['warn', 'unplug', 'Connection lost', 'The agent has not been heard for more than 5 minutes.'],
  disconnected: ['warn', 'unplug', 'Connection lost', 'The connection broke.'],
  failed: ['bad', 'circle-x', 'Failed', 'Ended with an error.'],
  error: ['bad', 'circle-x', 'Failed', 'The call was refused.'],
  undeliverable: ['bad', 'circle-x', 'Undeliverable', 'Could not be delivered to the node.'],
  accessdenied: ['bad', 'circle-x', 'Denied', 'The permission for this is missing.'],
  denied: ['bad', 'circle-x', 'Denied', 'The permission for this is missing.'],
  rejected: ['bad', 'circle-x', 'Rejected', 'Rejected by the people who were asked.'],
  changecalendaroverriderejected: ['bad', 'circle-x', 'Rejected', 'A person refused it while the change calendar is closed.'],
  missing: ['bad', 'circle-x', 'Missing', 'Approved by the baseline, but not installed.'],
  noncompliant: ['bad', 'circle-x', 'Non-compliant', 'Something that the rules ask for is not in place.'],
  limitexceeded: ['bad', 'circle-x', 'Refused', 'A limit was reached.'],
  rateexceeded: ['bad', 'circle-x', 'Stopped', 'Never sent: the error threshold was crossed.'],
  timedout: ['bad', 'timer-off', 'Timed out', 'Did not finish in time.'],
  deliverytimedout: ['bad', 'timer-off', 'Timed out', 'Delivery timed out: the node did not pick it up in time.'],
  executiontimedout: ['bad', 'timer-off', 'Timed out', 'Execution timed out: it was still running when its time was over.'],
  inactive: ['off', 'power-off', 'Inactive', 'Not in use.'],
  notconnected: ['off', 'power-off', 'Inactive', 'The agent is not connected.'],
  unmanaged: ['off', 'power-off', 'Not managed', 'Has no agent that reports here.'],
  unknown: ['off', 'circle-question-mark', 'Unknown', 'No data yet.'],
  unspecified: ['off', 'circle-question-mark', 'Unknown', 'No data yet.'],
  all: ['off', 'circle-question-mark', 'All', 'Any state.'],
}

/** Where the same word of the API means another thing. */
const special: Partial<Record<`${StatusKind}/${string}`, Row>> = {
  'command/success': ['ok', 'circle-check', 'Succeeded', 'Every node finished without an error.'],
  'command/pending': ['off', 'clock', 'Queued', 'Not sent to any node yet.'],
  'command/failed': ['bad', 'circle-x', 'Failed', 'More nodes failed than the error threshold allows.'],
  'node/inactive': ['off', 'power-off', 'Inactive', 'The agent has not been heard for a long time, or was never started.'],
  'access-key/inactive': ['off', 'power-off', 'Inactive', 'Requests with this key are refused until it is made active.'],
  'key/enabled': ['ok', 'circle-check', 'Enabled', 'Seals and opens values.'],
  'key/disabled': ['warn', 'power-off', 'Disabled', 'Opens nothing until it is enabled again.'],
  'key/pendingdeletion': ['bad', 'timer-off', 'Pending deletion', 'Opens nothing, and is deleted for ever at its time.'],
  'invocation/terminated': ['off', 'ban', 'Never sent', 'Not sent to this node: too many nodes before it failed.'],
  'ops-item/open': ['warn', 'triangle-alert', 'Open', 'Nobody has resolved it.'],
  'association/pending': ['off', 'clock', 'Queued', 'Not applied yet.'],
  'patch/failed': ['bad', 'circle-x', 'Failed', 'Approved by the baseline, but the installation failed.'],
  'document/pending': ['wait', 'user-check', 'In review', 'Waits for its review.'],
}

/** `detail` is the API's StatusDetails where it is a known word, otherwise a sentence of its own. */
export function status(kind: StatusKind, value: string | undefined, detail?: string): StatusView {
  const finer = detail === undefined ? undefined : lookUp(kind, detail)
  const found = finer ?? (value === undefined ? rows.unknown : lookUp(kind, value))
  const [tone, icon, label, sentence] =
    found ?? (['off', 'circle-question-mark', value ?? 'Unknown', 'This version does not know this state.'] as const)
  const told = detail !== undefined && !finer && detail !== value ? detail : sentence
  return { tone, icon, turning: icon === 'loader-circle', label, sentence: told }
}

/** True when nothing more will happen to it. */
export function isFinal(value: string | undefined): boolean {
  return ![
    'inprogress',
    'pending',
    'delayed',
    'cancelling',
    'scheduled',
    'waiting',
    'runbookinprogress',
    'pendingapproval',
  ].includes(plain(value ?? 'pending'))
}

export function knowsStatus(value: string): boolean {
  return plain(value) in rows
}

function lookUp(kind: StatusKind, value: string): Row | undefined {
  const word = plain(value)
  return special[`${kind}/${word}`] ?? (Object.hasOwn(rows, word) ? rows[word] : undefined)
}

function plain(value: string): string {
  return value.toLowerCase().replace(/[^a-z]/g, '')
}
