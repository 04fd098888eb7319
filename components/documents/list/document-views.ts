import type { SavedView } from '#components/ui/saved-views'

export const shippedViews: readonly SavedView[] = [
  { id: 'all', label: 'All documents', search: '' },
  { id: 'favourites', label: 'My favourites', search: 'f=owner:is:favourites' },
  { id: 'commands', label: 'Runs on nodes', search: 'f=type:is:Command' },
  { id: 'own-commands', label: 'My commands', search: 'f=owner:is:mine&f=type:is:Command' },
  { id: 'runbooks', label: 'Runbooks', search: 'f=type:is:Automation' },
  { id: 'windows', label: 'For Windows', search: 'f=platform:is:Windows' },
  { id: 'calendars', label: 'Change calendars', search: 'f=type:is:ChangeCalendar' },
]
