export { compareCursors, formatCursor, parseCursor, parseTopics, type Cursor, type NewEvent, type StoredEvent } from './model'
export { append, currentCursor, eventsSubject, oldestCursor, readAfter } from './store'
