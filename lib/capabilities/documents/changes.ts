import type { NewEvent } from '#lib/capabilities/events/index'

export type DocumentChange = 'created' | 'updated' | 'default-changed' | 'version-deleted' | 'deleted' | 'shared' | 'reviewed'

export function documentChanged(name: string, change: DocumentChange, version?: number): NewEvent {
  return {
    capability: 'documents',
    type: `document.${change}`,
    resource: name,
    topics: ['documents', `document/${name}`],
    data: version === undefined ? {} : { version },
  }
}
