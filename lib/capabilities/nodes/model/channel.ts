/** Bus subject of one gateway; the payload is the id of a connection that it has to close. */
export const closeChannelSubject = (gatewayId: string): string => `gateway.${gatewayId}.close`

export interface NodeName {
  accountId: string
  nodeId: string
}

export interface Opening extends NodeName {
  token: string
  connectionId: string
}

export interface OpenedChannel extends NodeName {
  connectionId: string
  wasOnline: boolean
  /** The channel that this one replaces, where one was open. */
  oldGatewayId: string | null
  oldConnectionId: string | null
}

export interface Closing extends NodeName {
  connectionId: string
  reason: string
}
