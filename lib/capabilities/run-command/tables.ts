import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => 'bytea' })

export const commands = pgTable(
  'commands',
  {
    accountId: text('account_id').notNull(),
    commandId: uuid('command_id').notNull(),
    requestedAt: time('requested_at').notNull(),
    requestedBy: text('requested_by').notNull(),
    source: text('source').notNull(),
    documentName: text('document_name').notNull(),
    documentVersion: text('document_version').notNull(),
    /** As sent to agents: an object of the document's schema. */
    document: jsonb('document').notNull(),
    /** Names of the steps in order, as agents report them, with their actions. */
    steps: jsonb('steps').notNull(),
    comment: text('comment').notNull(),
    parameters: jsonb('parameters').notNull(),
    /** The same, unwrapped by type for the agent. */
    jobParameters: jsonb('job_parameters').notNull(),
    /** Both with the values of Parameter Store that they refer to, sealed. */
    sealedJob: bytea('sealed_job'),
    instanceIds: jsonb('instance_ids').notNull(),
    targets: jsonb('targets').notNull(),
    /** Members that are kept and handed back as given. */
    echoed: jsonb('echoed').notNull(),
    timeoutSeconds: integer('timeout_seconds').notNull(),
    deliveryDeadline: time('delivery_deadline').notNull(),
    totalDeadline: time('total_deadline').notNull(),
    maxConcurrency: text('max_concurrency').notNull(),
    maxErrors: text('max_errors').notNull(),
    concurrencyLimit: integer('concurrency_limit').notNull(),
    errorLimit: integer('error_limit').notNull(),
    statusDetails: text('status_details').notNull(),
    counts: jsonb('counts').notNull(),
    /** Somebody cancelled the whole command. */
    cancelled: boolean('cancelled').notNull().default(false),
    endedAt: time('ended_at'),
    /** When a job will look at the command again; set while it is open. */
    timerAt: time('timer_at'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.commandId] }),
    index('commands_requested').on(table.accountId, table.requestedAt, table.commandId),
    index('commands_status').on(table.accountId, table.statusDetails, table.requestedAt, table.commandId),
    index('commands_timer').on(table.timerAt).where(sql`${table.endedAt} is null`),
    index('commands_document').on(table.accountId, table.documentName, table.requestedAt, table.commandId),
    /** How runs of saved documents went, without a look at the wide rows. */
    index('commands_document_outcome')
      .on(table.accountId, table.documentName, table.requestedAt, table.commandId, table.statusDetails)
      .where(sql`${table.documentVersion} not like 'trial-%'`),
  ],
)

export const commandInvocations = pgTable(
  'command_invocations',
  {
    accountId: text('account_id').notNull(),
    commandId: uuid('command_id').notNull(),
    nodeId: text('node_id').notNull(),
    ordinal: integer('ordinal').notNull(),
    nodeName: text('node_name').notNull(),
    requestedAt: time('requested_at').notNull(),
    stage: text('stage').notNull(),
    statusDetails: text('status_details').notNull(),
    deliveries: smallint('deliveries').notNull().default(0),
    sentAt: time('sent_at'),
    acceptedAt: time('accepted_at'),
    endedAt: time('ended_at'),
    dueAt: time('due_at'),
    cancelAcknowledged: boolean('cancel_acknowledged').notNull().default(false),
    trace: text('trace').notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.commandId, table.nodeId] }),
    index('command_invocations_requested').on(table.accountId, table.requestedAt, table.commandId, table.nodeId),
    index('command_invocations_node').on(table.accountId, table.nodeId, table.requestedAt, table.commandId),
    index('command_invocations_status').on(table.accountId, table.commandId, table.statusDetails, table.nodeId),
    index('command_invocations_waiting')
      .on(table.accountId, table.commandId, table.ordinal)
      .where(sql`${table.stage} = 'waiting'`),
    index('command_invocations_due').on(table.accountId, table.commandId, table.dueAt).where(sql`${table.stage} <> 'ended'`),
    index('command_invocations_open').on(table.accountId, table.nodeId, table.stage).where(sql`${table.stage} <> 'ended'`),
  ],
)

/** What agents reported of each step. */
export const commandPlugins = pgTable(
  'command_plugins',
  {
    accountId: text('account_id').notNull(),
    commandId: uuid('command_id').notNull(),
    nodeId: text('node_id').notNull(),
    step: text('step').notNull(),
    plugin: text('plugin').notNull(),
    status: text('status').notNull(),
    rank: smallint('rank').notNull(),
    code: integer('code').notNull(),
    startedAt: time('started_at'),
    endedAt: time('ended_at'),
    output: text('output').notNull(),
    standardOutput: text('standard_output').notNull(),
    standardError: text('standard_error').notNull(),
    /** Of the normalised output; nodes that said the same share it. */
    outputHash: text('output_hash').notNull(),
    /** The same without what names the node, its addresses and times; empty for what was reported before there was one. */
    alikeHash: text('alike_hash').notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.commandId, table.nodeId, table.step] })],
)

/** One stream of one step on one node, as far as it was streamed. */
export const commandOutputs = pgTable(
  'command_outputs',
  {
    accountId: text('account_id').notNull(),
    commandId: uuid('command_id').notNull(),
    nodeId: text('node_id').notNull(),
    step: text('step').notNull(),
    stream: text('stream').notNull(),
    received: bigint('received', { mode: 'number' }).notNull(),
    stored: bigint('stored', { mode: 'number' }).notNull(),
    final: boolean('final').notNull(),
    truncated: boolean('truncated').notNull(),
    /** Where the compacted text is, once no more comes: blocks of gzip in one blob. */
    blobKey: text('blob_key'),
    blocks: jsonb('blocks'),
    compacted: boolean('compacted').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.commandId, table.nodeId, table.step, table.stream] }),
    index('command_outputs_to_compact')
      .on(table.accountId, table.commandId, table.nodeId)
      .where(sql`${table.final} and not ${table.compacted}`),
  ],
)

/** The bytes of a stream until they are compacted; small streams stay here for ever, in one row. */
export const commandOutputChunks = pgTable(
  'command_output_chunks',
  {
    accountId: text('account_id').notNull(),
    commandId: uuid('command_id').notNull(),
    nodeId: text('node_id').notNull(),
    step: text('step').notNull(),
    stream: text('stream').notNull(),
    startByte: bigint('start_byte', { mode: 'number' }).notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.commandId, table.nodeId, table.step, table.stream, table.startByte] }),
  ],
)
