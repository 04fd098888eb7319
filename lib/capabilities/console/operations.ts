import { deleteExport } from './operations/delete-export'
import { deleteSavedView } from './operations/delete-saved-view'
import { deleteSnooze } from './operations/delete-snooze'
import { getExport } from './operations/get-export'
import { listExports } from './operations/list-exports'
import { listSavedViews } from './operations/list-saved-views'
import { listSnoozes } from './operations/list-snoozes'
import { putSavedView } from './operations/put-saved-view'
import { putSnooze } from './operations/put-snooze'
import { setDefaultView } from './operations/set-default-view'
import { startExport } from './operations/start-export'

export const consoleOperations = [
  deleteExport,
  deleteSavedView,
  deleteSnooze,
  getExport,
  listExports,
  listSavedViews,
  listSnoozes,
  putSavedView,
  putSnooze,
  setDefaultView,
  startExport,
] as const
