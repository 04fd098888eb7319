import type { SavedView } from '#components/ui/saved-views'

export const shippedViews: readonly SavedView[] = [
  { id: 'all', label: 'All parameters', search: '' },
  { id: 'secrets', label: 'Secrets', search: 'f=type:is:SecureString' },
  { id: 'lists', label: 'Lists', search: 'f=type:is:StringList' },
  { id: 'advanced', label: 'Advanced tier', search: 'f=tier:is:Advanced' },
  { id: 'images', label: 'Images', search: 'f=data:is:aws%3Aec2%3Aimage' },
]
