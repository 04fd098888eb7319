import { sql } from 'drizzle-orm'
import { createRegistry, registryKey } from '#lib/api/registry'
import { type TestContext, testContext, testNode } from '#lib/api/testing/test-context'
import { createChannelTokens, openChannels, registerNode, takeGatewayLease } from '#lib/capabilities/nodes/index'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { nodeSubject, type OutgoingMessage } from '#lib/platform/node-message'
import { decodeAgentMessage, jsonPayload } from '#lib/wire/agent-message'
import { jobAck, messageTypes, parseAgentJob } from '#lib/wire/control-messages'
import type { AgentJob } from '#lib/wire/control-messages'
import { jobOutput } from '#lib/wire/job-output'
import { jobReply, type ReplyStatus } from '#lib/wire/job-reply'
import type { JobHandler } from '#lib/platform/jobs/jobs'
import { runCommandMessages } from '../agent-messages'
import { runCommandJobs } from '../jobs'
import { advance } from '../engine/advance'
import { lockCommands } from '../store/commands'

export interface StepSaid {
  status?: ReplyStatus
  code?: number
  stdout?: string
  stderr?: string
}

/** The jobs of one command on some nodes. */
interface Jobs {
  id: string
  nodes: readonly string[]
}

/** Nodes whose agents a test plays by hand: what was put on the bus for them, and what they say. */
export class TestFleet {
  /** Every job that was published, in order. */
  readonly published: AgentJob[] = []

  private constructor(
    readonly test: TestContext,
    private readonly gatewayId: string,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<TestFleet> {
    const test = await testContext(env)
    const fleet = new TestFleet(test, crypto.randomUUID())
    await takeGatewayLease(test.ctx, fleet.gatewayId)
    return fleet
  }

  async close(): Promise<void> {
    await this.test.close()
  }

  get ctx(): Ctx {
    return this.test.ctx
  }

  /** As an owner, and everything it published has arrived. */
  call: TestContext['call'] = async (operation, input, caller) => {
    const answer = await this.test.call(operation, input, caller)
    await this.ctx.bus.flush()
    return answer
  }

  /** Registered nodes in the order of ids. */
  async nodes(
    count: number,
    options: { connected?: boolean; platform?: string; tags?: Record<string, string> } = {},
  ): Promise<string[]> {
    const { connected = true, platform, tags = {} } = options
    const ids: string[] = []
    await transact(this.ctx, async (tx) => {
      for (let index = 0; index < count; index += 1) {
        const tagList = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
        const machine = { publicKey: 'key', fingerprint: 'print', ipAddress: '192.0.2.1', activationId: 'a', iamRole: 'fleet' }
        ids.push(await registerNode(tx, { ...machine, name: `node-${index}`, tags: tagList }))
      }
    })
    ids.sort()
    for (const id of ids) this.listen(id)
    if (platform) for (const id of ids) await this.reportPlatform(id, platform)
    if (connected) await this.connect(ids)
    return ids
  }

  private listen(nodeId: string): void {
    this.ctx.bus.subscribe(nodeSubject(nodeId), (frame) => {
      const decoded = decodeAgentMessage(frame)
      const job = decoded.kind === 'message' ? parseAgentJob(jsonPayload(decoded.message)) : undefined
      if (job) this.published.push(job)
    })
  }

  private async reportPlatform(InstanceId: string, PlatformType: string): Promise<void> {
    const update = createRegistry().get(registryKey('ssm', 'UpdateInstanceInformation'))
    if (!update) throw new Error('UpdateInstanceInformation is not registered')
    const report = { InstanceId, PlatformType, AgentName: 'amazon-ssm-agent', AgentVersion: '3.3.0.0', AgentStatus: 'Active' }
    await this.test.call(update, report, testNode(InstanceId))
  }

  /** Opens the control channels, without saying so to run-command. */
  async connect(nodeIds: readonly string[]): Promise<void> {
    const accountId = this.ctx.caller.accountId
    const tokens = await createChannelTokens(
      this.ctx,
      nodeIds.map((nodeId) => ({ accountId, nodeId })),
    )
    const openings = nodeIds.map((nodeId) => ({
      accountId,
      nodeId,
      token: tokens.get(nodeId) ?? '',
      connectionId: crypto.randomUUID(),
    }))
    await openChannels(this.ctx, this.gatewayId, openings)
  }

  /** What the gateway raises after that. */
  async connected(nodeIds: readonly string[]): Promise<void> {
    await this.connect(nodeIds)
    await this.say(
      'node_connected',
      nodeIds.map((nodeId) => ({ nodeId, payload: {} })),
    )
  }

  async say(type: string, messages: readonly { nodeId: string; payload: unknown }[]): Promise<readonly OutgoingMessage[]> {
    const handle = runCommandMessages[type]
    if (!handle) throw new Error(`Nobody handles ${type}`)
    const accountId = this.ctx.caller.accountId
    const createdAt = this.ctx.clock.now()
    const answers = await handle(
      this.ctx,
      messages.map((message) => ({ accountId, messageId: crypto.randomUUID(), createdAt, ...message })),
    )
    await this.ctx.bus.flush()
    return answers
  }

  async ack(commandId: string, nodeIds: readonly string[], statusCode = '200'): Promise<void> {
    await this.say(
      messageTypes.jobAck,
      nodeIds.map((nodeId) => ({ nodeId, payload: ackOf(jobIdOfNode(commandId, nodeId), statusCode) })),
    )
  }

  async reply(jobs: Jobs, status: ReplyStatus, steps: Record<string, StepSaid> = {}): Promise<readonly OutgoingMessage[]> {
    return this.say(
      messageTypes.jobReply,
      jobs.nodes.map((nodeId) => ({ nodeId, payload: replyOf(jobIdOfNode(jobs.id, nodeId), status, steps) })),
    )
  }

  /** Taken up, run and done, as a stock agent says it. */
  async finish(jobs: Jobs, status: ReplyStatus = 'Success', said: StepSaid = {}): Promise<void> {
    await this.ack(jobs.id, jobs.nodes)
    await this.reply(jobs, 'InProgress')
    const code = status === 'Success' ? 0 : 1
    await this.reply(jobs, status, { 'aws:runShellScript': { status, code, ...said } })
  }

  async output(
    commandId: string,
    nodeId: string,
    chunk: { offset: number; text: string; final?: boolean; step?: string; stream?: 'stdout' | 'stderr' },
  ): Promise<readonly OutgoingMessage[]> {
    const { step = 'aws:runShellScript', stream = 'stdout', final = false, offset, text } = chunk
    const payload = jobOutput({ jobId: jobIdOfNode(commandId, nodeId), step, stream, offset, text, final })
    return this.say(messageTypes.jobOutput, [{ nodeId, payload }])
  }

  /** Moves the time on, and lets the timer of the command go off as the queue would. */
  async elapse(seconds: number, ...commandIds: readonly string[]): Promise<void> {
    this.test.clock.advance(seconds * 1000)
    for (const commandId of commandIds) await advance(this.ctx, commandId)
    await this.ctx.bus.flush()
  }

  /** Runs a background job by its kind. */
  async run(kind: string, payload: Record<string, unknown>): Promise<void> {
    const handler: JobHandler | undefined = runCommandJobs[kind]
    if (!handler) throw new Error(`There is no job ${kind}`)
    await handler(this.ctx, { accountId: this.ctx.caller.accountId, ...payload })
    await this.ctx.bus.flush()
  }

  /** Keeps a command locked: whoever works on it has to wait until the answer is called. */
  hold(commandId: string): Promise<() => Promise<void>> {
    return new Promise((locked, failed) => {
      let release = (): void => {}
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      const done = transact(this.ctx, async (tx) => {
        await lockCommands(tx, [commandId])
        locked(() => {
          release()
          return done
        })
        await released
      })
      done.catch(failed)
    })
  }

  /** How many transactions wait for a lock right now. */
  async waiters(): Promise<number> {
    const { rows } = await this.ctx.db.execute<{ count: number }>(sql`
      select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
    return rows[0]?.count ?? 0
  }

  /** Jobs that were sent to run this command, by node, and forgets them. */
  sent(commandId: string): readonly string[] {
    return this.published.filter((job) => job.kind === 'run' && job.commandId === commandId).map((job) => job.nodeId)
  }

  cancelsSent(): readonly string[] {
    return this.published.filter((job) => job.kind === 'cancel').map((job) => job.nodeId)
  }
}

function jobIdOfNode(commandId: string, nodeId: string): string {
  return `aws.ssm.${commandId}.${nodeId}`
}

export function ackOf(jobId: string, statusCode: string) {
  const errorMessage = statusCode === '200' ? 'Successful' : 'refused'
  return jobAck({
    jobId,
    acknowledgedMessageId: crypto.randomUUID(),
    createdDate: '2026-01-01T00:00:00.000Z',
    statusCode,
    errorMessage,
  })
}

export function replyOf(jobId: string, status: ReplyStatus, steps: Record<string, StepSaid>) {
  const at = new Date('2026-01-01T00:00:00Z')
  const results = Object.entries(steps).map(([name, said]) => {
    const { status: stepStatus = 'Success', code = 0, stdout = '', stderr = '' } = said
    const output = { output: stdout + stderr, standardOutput: stdout, standardError: stderr }
    const endedAt = stepStatus === 'InProgress' ? undefined : at
    return [name, { status: stepStatus, code, action: 'aws:runShellScript', ...output, startedAt: at, endedAt }] as const
  })
  const agent = { name: 'amazon-ssm-agent', version: '3.3.0.0' }
  return jobReply(
    { jobId, documentStatus: status, documentTraceOutput: '', at, agent, steps: new Map(results) },
    { os: 'linux', osver: '1' },
  )
}
