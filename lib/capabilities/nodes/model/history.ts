/** One line of a node's connection history. Times are ISO text, because the lines are stored as JSON. */
export interface StatusChange {
  at: string
  change: 'registered' | 'online' | 'connected' | 'disconnected' | 'lost' | 'deregistered'
  /** Why, in words: for a disconnection what closed it, for a deregistration who asked. */
  reason: string
}

export const historyKept = 20
