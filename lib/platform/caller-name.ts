import type { Caller } from './context'

/** Who did it, in records that people read. */
export function callerName(caller: Caller): string {
  switch (caller.kind) {
    case 'user':
      return caller.email
    case 'node':
      return caller.nodeId
    case 'anonymous':
    case 'system':
      return caller.kind
  }
}
