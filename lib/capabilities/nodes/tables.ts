import { sql } from 'drizzle-orm'
import { boolean, index, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import type { PingStatus, PlatformType } from './model/node'
import type { StatusChange } from './model/history'

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const nodes = pgTable(
  'nodes',
  {
    accountId: text('account_id').notNull(),
    id: text('id').notNull(),
    state: text('state').$type<'registered' | 'deregistered'>().notNull(),
    name: text('name').notNull(),
    iamRole: text('iam_role').notNull(),
    activationId: text('activation_id').notNull(),
    registeredAt: instant('registered_at').notNull(),
    deregisteredAt: instant('deregistered_at'),
    deregisteredBy: text('deregistered_by'),
    /** base64 of DER SubjectPublicKeyInfo; `nextPublicKey` takes over at the first valid signature made with it. */
    publicKey: text('public_key').notNull(),
    nextPublicKey: text('next_public_key'),
    fingerprint: text('fingerprint').notNull(),
    fingerprintChangedAt: instant('fingerprint_changed_at'),

    pingStatus: text('ping_status').$type<PingStatus>().notNull(),
    pingStatusSince: instant('ping_status_since').notNull(),
    lastPingAt: instant('last_ping_at'),
    /** When an Online node without a control channel stops being Online. */
    offlineAfter: instant('offline_after'),
    gatewayId: text('gateway_id'),
    connectionId: text('connection_id'),
    connectedAt: instant('connected_at'),
    /** The one control channel token that may still be used, as a hash. */
    channelTokenHash: text('channel_token_hash'),
    channelTokenExpiresAt: instant('channel_token_expires_at'),

    agentName: text('agent_name'),
    agentVersion: text('agent_version'),
    agentUser: text('agent_user'),
    platformType: text('platform_type').$type<PlatformType>(),
    platformName: text('platform_name'),
    platformVersion: text('platform_version'),
    computerName: text('computer_name'),
    ipAddress: text('ip_address'),
    connectionChannel: text('connection_channel'),
    associationStatus: text('association_status'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.id] }),
    uniqueIndex('nodes_id').on(table.id),
    index('nodes_activation').on(table.accountId, table.activationId),
    index('nodes_offline_after').on(table.offlineAfter).where(sql`${table.offlineAfter} is not null`),
    index('nodes_gateway').on(table.gatewayId).where(sql`${table.gatewayId} is not null`),
    index('nodes_deregistered').on(table.deregisteredAt).where(sql`${table.deregisteredAt} is not null`),
  ],
)

/** One row for each node with its last changes, newest first: bounded without anything that prunes. */
export const nodeHistories = pgTable(
  'node_histories',
  {
    accountId: text('account_id').notNull(),
    nodeId: text('node_id').notNull(),
    changes: jsonb('changes').$type<StatusChange[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.nodeId] })],
)

/** A gateway that stops renewing its lease is dead, and its nodes have no control channel. Gateways serve every account. */
export const gatewayLeases = pgTable(
  'gateway_leases',
  {
    gatewayId: text('gateway_id').primaryKey(),
    expiresAt: instant('expires_at').notNull(),
    /** Set once and for ever by the sweep: a gateway that was only slow finds out here, and starts over under a new id. */
    isDead: boolean('is_dead').notNull().default(false),
  },
  (table) => [index('gateway_leases_expiry').on(table.expiresAt)],
)
