import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { messageTypes } from '#lib/wire/control-messages'
import type { ReplyStatus } from '#lib/wire/job-reply'
import { listCommandInvocations } from './operations/list-command-invocations'
import { sendCommand } from './operations/send-command'
import { ackOf, replyOf, TestFleet } from './testing/fleet'

/** Messages of several nodes in any order, twice, late, mixed with reconnects, timers and refusals: the truth comes out. */
let fleet: TestFleet
let nodes: string[]
beforeAll(async () => {
  fleet = await TestFleet.open()
  nodes = await fleet.nodes(3)
})
afterAll(async () => fleet.close())

const outcomes = ['Success', 'Failed', 'TimedOut'] as const satisfies readonly ReplyStatus[]
const details = { Success: 'Success', Failed: 'Failed', TimedOut: 'ExecutionTimedOut' } as const
type Outcome = (typeof outcomes)[number]

type Action =
  | { kind: 'message'; node: number; part: 'ack' | 'progress' | 'reboot' | 'step' | 'end' }
  | { kind: 'refused'; node: number }
  | { kind: 'reconnect'; node: number }
  | { kind: 'elapse'; seconds: number }
  | { kind: 'wake'; node: number }

const node = fc.nat(2)
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('message' as const),
      node,
      part: fc.constantFrom('ack', 'progress', 'reboot', 'step', 'end'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refused' as const), node }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reconnect' as const), node }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('elapse' as const), seconds: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wake' as const), node }) },
) as fc.Arbitrary<Action>

const stepName = 'aws:runShellScript'

async function play(id: string, outcome: readonly Outcome[], actions: readonly Action[]): Promise<void> {
  for (const step of actions) {
    if (step.kind === 'elapse') await fleet.elapse(step.seconds, id)
    else if (step.kind === 'reconnect') await fleet.connected([nodes[step.node] ?? ''])
    else if (step.kind === 'wake') await fleet.run('run-command.wake-nodes', { nodeIds: [nodes[step.node]] })
    else if (step.kind === 'refused') await fleet.ack(id, [nodes[step.node] ?? ''], '51402')
    else await say(id, nodes[step.node] ?? '', step.part, outcome[step.node] ?? 'Success')
  }
}

async function say(
  id: string,
  nodeId: string,
  part: Extract<Action, { kind: 'message' }>['part'],
  outcome: Outcome,
): Promise<void> {
  const jobId = `aws.ssm.${id}.${nodeId}`
  const ended = { [stepName]: { status: outcome, code: 7, stdout: `end of ${nodeId}` } }
  if (part === 'ack') await fleet.say(messageTypes.jobAck, [{ nodeId, payload: ackOf(jobId, '200') }])
  if (part === 'progress') await reply(nodeId, replyOf(jobId, 'InProgress', {}))
  if (part === 'reboot')
    await reply(nodeId, replyOf(jobId, 'SuccessAndReboot', { [stepName]: { status: 'SuccessAndReboot', code: 194 } }))
  if (part === 'step') await reply(nodeId, replyOf(jobId, 'InProgress', ended))
  if (part === 'end') await reply(nodeId, replyOf(jobId, outcome, {}))
}

async function reply(nodeId: string, payload: unknown): Promise<void> {
  const [answer] = await fleet.say(messageTypes.jobReply, [{ nodeId, payload }])
  expect(answer?.type).toBe('agent_job_reply_ack')
}

/** A node only ends what it got, so the end comes at last for each of them. */
const lastWords = [0, 1, 2].flatMap((index) => [
  { kind: 'message', node: index, part: 'step' } as const,
  { kind: 'message', node: index, part: 'end' } as const,
])

it('ends in the true state of every node', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(fc.constantFrom(...outcomes), fc.constantFrom(...outcomes), fc.constantFrom(...outcomes)),
      fc.array(action, { maxLength: 14 }),
      fc.shuffledSubarray(lastWords, { minLength: lastWords.length }),
      async (outcome, actions, last) => {
        const request = {
          DocumentName: 'AWS-RunShellScript',
          Parameters: { commands: ['true'] },
          InstanceIds: nodes,
          MaxErrors: '100%',
        }
        const { Command } = await fleet.call(sendCommand, request)
        const id = Command?.CommandId ?? ''
        await play(id, outcome, [...actions, ...last])
        const { CommandInvocations = [] } = await fleet.call(listCommandInvocations, { CommandId: id, Details: true })
        expect(CommandInvocations.map((one) => one.StatusDetails)).toEqual(outcome.map((one) => details[one]))
        expect(CommandInvocations.map((one) => one.CommandPlugins?.[0]?.ResponseCode)).toEqual([7, 7, 7])
        await expectCountsAreTrue(id)
      },
    ),
    { numRuns: 25 },
  )
})

it('keeps its counts when everything happens at once', { timeout: 60_000 }, async () => {
  const many = await fleet.nodes(40)
  const request = {
    DocumentName: 'AWS-RunShellScript',
    Parameters: { commands: ['true'] },
    InstanceIds: many,
    MaxConcurrency: '100%',
  }
  const ids = await Promise.all(
    [1, 2].map(async () => (await fleet.call(sendCommand, { ...request, MaxErrors: '100%' })).Command?.CommandId ?? ''),
  )
  const talk = many.flatMap((nodeId) => ids.map((id) => ({ id, nodeId })))
  await Promise.all([
    ...talk.map(async ({ id, nodeId }) => {
      await fleet.ack(id, [nodeId])
      await fleet.output(id, nodeId, { offset: 0, text: nodeId, final: true })
      await fleet.reply({ id, nodes: [nodeId] }, 'Success', { [stepName]: { stdout: nodeId } })
    }),
    ...ids.map((id) => fleet.elapse(1, id)),
    fleet.run('run-command.wake-nodes', { nodeIds: many }),
  ])
  for (const id of ids) await expectCountsAreTrue(id)
})

const byName = ([a]: [string, number], [b]: [string, number]) => (a < b ? -1 : 1)

async function expectCountsAreTrue(id: string): Promise<void> {
  const { rows: counted } = await fleet.ctx.db.execute<{ status_details: string; count: number }>(
    sql`select status_details, count(*)::int as count from command_invocations where command_id = ${id} group by 1`,
  )
  const { rows: kept } = await fleet.ctx.db.execute<{ counts: Record<string, number>; timer_at: unknown; ended_at: unknown }>(
    sql`select counts, timer_at, ended_at from commands where command_id = ${id}`,
  )
  const { acknowledged: _ever, ...counts } = kept[0]?.counts ?? {}
  expect(
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .sort(byName),
  ).toEqual(counted.map((row): [string, number] => [row.status_details, row.count]).sort(byName))
  expect(kept[0]?.ended_at).not.toBeNull()
  expect(kept[0]?.timer_at).toBeNull()
}
