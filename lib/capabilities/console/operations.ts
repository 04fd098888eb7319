import { checkInstallationUrl } from './operations/check-installation-url'
import { confirmRecoveryKey } from './operations/confirm-recovery-key'
import { deleteExport } from './operations/delete-export'
import { deleteSavedView } from './operations/delete-saved-view'
import { deleteSnooze } from './operations/delete-snooze'
import { getExport } from './operations/get-export'
import { getInstallation } from './operations/get-installation'
import { getNavigationCounts } from './operations/get-navigation-counts'
import { getRecoveryKey } from './operations/get-recovery-key'
import { listExports } from './operations/list-exports'
import { listSavedViews } from './operations/list-saved-views'
import { listSnoozes } from './operations/list-snoozes'
import { putInstallation } from './operations/put-installation'
import { putSavedView } from './operations/put-saved-view'
import { putSnooze } from './operations/put-snooze'
import { setDefaultView } from './operations/set-default-view'
import { startExport } from './operations/start-export'

export const consoleOperations = [
  checkInstallationUrl,
  confirmRecoveryKey,
  deleteExport,
  deleteSavedView,
  deleteSnooze,
  getExport,
  getInstallation,
  getNavigationCounts,
  getRecoveryKey,
  listExports,
  listSavedViews,
  listSnoozes,
  putInstallation,
  putSavedView,
  putSnooze,
  setDefaultView,
  startExport,
] as const
