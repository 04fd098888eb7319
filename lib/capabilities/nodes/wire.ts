import type { InstanceInformation, InstanceProperty, Node } from '@aws-sdk/client-ssm'
import type { Ctx } from '#lib/platform/context'
import { isLatestAgent } from '#lib/vocabulary/own-agent'
import { instanceStatuses } from './model/node-filters'
import type { StatusChange } from './model/history'
import type { ListedNode } from './store/list'
import type { PublicNode } from './store/nodes'

/** Rows as the operations answer them; what the agent has not said is left out. */
export function instanceInformation(row: PublicNode): InstanceInformation {
  return {
    ...common(row),
    IsLatestVersion: isLatestAgent(row),
    Name: row.name,
    ResourceType: 'ManagedInstance',
  }
}

export function instanceProperty(row: PublicNode): InstanceProperty {
  return {
    ...common(row),
    Name: row.name,
    InstanceRole: row.iamRole,
    InstanceState: row.pingStatus === 'Online' ? 'running' : 'unknown',
    ResourceType: 'ManagedInstance',
  }
}

function common(row: PublicNode) {
  return {
    InstanceId: row.id,
    PingStatus: row.pingStatus,
    LastPingDateTime: row.lastPingAt ?? row.registeredAt,
    AgentVersion: row.agentVersion ?? undefined,
    PlatformType: row.platformType ?? undefined,
    PlatformName: row.platformName ?? undefined,
    PlatformVersion: row.platformVersion ?? undefined,
    ActivationId: row.activationId,
    IamRole: row.iamRole,
    RegistrationDate: row.registeredAt,
    IPAddress: row.ipAddress ?? undefined,
    ComputerName: row.computerName ?? undefined,
    AssociationStatus: row.associationStatus ?? undefined,
    SourceId: row.id,
    SourceType: 'AWS::SSM::ManagedInstance' as const,
  }
}

export function nodeOfList(ctx: Ctx, row: PublicNode): Node {
  return {
    Id: row.id,
    CaptureTime: row.lastPingAt ?? row.registeredAt,
    Owner: { AccountId: row.accountId },
    Region: ctx.config.region,
    NodeType: {
      Instance: {
        AgentType: row.agentName ?? undefined,
        AgentVersion: row.agentVersion ?? undefined,
        ComputerName: row.computerName ?? undefined,
        InstanceStatus: instanceStatuses[row.pingStatus],
        IpAddress: row.ipAddress ?? undefined,
        ManagedStatus: 'Managed',
        PlatformType: row.platformType ?? undefined,
        PlatformName: row.platformName ?? undefined,
        PlatformVersion: row.platformVersion ?? undefined,
        ResourceType: 'ManagedInstance',
      },
    },
  }
}

/** A node for the console. */
export function managedNode(row: ListedNode, now: Date) {
  const isConnected = row.connectionId !== null
  return {
    NodeId: row.id,
    Name: row.name,
    State: row.state,
    PingStatus: row.pingStatus,
    PingStatusSince: row.pingStatusSince,
    Connected: isConnected,
    ConnectedAt: isConnected ? (row.connectedAt ?? undefined) : undefined,
    LastSeen: isConnected ? now : (row.lastPingAt ?? undefined),
    PlatformType: row.platformType ?? undefined,
    PlatformName: row.platformName ?? undefined,
    PlatformVersion: row.platformVersion ?? undefined,
    AgentName: row.agentName ?? undefined,
    AgentVersion: row.agentVersion ?? undefined,
    AgentUser: row.agentUser ?? undefined,
    IpAddress: row.ipAddress ?? undefined,
    ComputerName: row.computerName ?? undefined,
    Tags: row.tags,
    RegisteredAt: row.registeredAt,
    ActivationId: row.activationId,
    IamRole: row.iamRole,
  }
}

/** What only the page of one node shows. */
export function managedNodeDetail(row: ListedNode, history: readonly StatusChange[], now: Date) {
  return {
    ...managedNode(row, now),
    FingerprintChangedAt: row.fingerprintChangedAt ?? undefined,
    DeregisteredAt: row.deregisteredAt ?? undefined,
    DeregisteredBy: row.deregisteredBy ?? undefined,
    History: history.map((line) => ({ At: new Date(line.at), Change: line.change, Reason: line.reason })),
  }
}
