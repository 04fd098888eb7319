/** Named limits of a gateway. */
export const gatewayLimits = {
  /** Stock agents send frames of at most 142,000 bytes. */
  frameBytes: 256 * 1024,
  createBodyBytes: 16 * 1024,
  /** What may wait to be written to one socket before it counts as too slow. */
  unsentBytes: 4 * 1024 * 1024,
  /** What may wait for handlers before sockets are paused. */
  waitingBytes: 32 * 1024 * 1024,
  /** The same of one node: it alone is paused, and the others are still read. */
  nodeWaitingBytes: 2 * 1024 * 1024,
  messagesPerBatch: 500,
  bytesPerBatch: 4 * 1024 * 1024,
  /** One node's share of a batch, so that a short one of the others does not wait for a long one of its. */
  nodeBytesPerBatch: 1024 * 1024,
  /** Messages of one batch that fails are tried apart, at most this often, so that a bad one spoils only itself. */
  triesPerBatch: 40,
  rowsPerBatch: 1000,
  tickMilliseconds: 10,
  openSeconds: 10,
  pingAfterSeconds: 25,
  /** Seen by a wheel that comes round every 15 s, so a dead socket is gone 75 s after its last sign of life at the latest. */
  silentSeconds: 60,
  leaseRenewSeconds: 5,
  closeSeconds: 1,
  retrySeconds: 1,
} as const
