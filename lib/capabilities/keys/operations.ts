import { cancelKeyDeletion } from './operations/cancel-key-deletion'
import { createAlias } from './operations/create-alias'
import { createKey } from './operations/create-key'
import { decrypt } from './operations/decrypt'
import { deleteAlias } from './operations/delete-alias'
import { describeKey } from './operations/describe-key'
import { disableKey } from './operations/disable-key'
import { disableKeyRotation } from './operations/disable-key-rotation'
import { enableKey } from './operations/enable-key'
import { enableKeyRotation } from './operations/enable-key-rotation'
import { encrypt } from './operations/encrypt'
import { generateDataKey } from './operations/generate-data-key'
import { getKeyPolicy } from './operations/get-key-policy'
import { getKeyRotationStatus } from './operations/get-key-rotation-status'
import { listAliases } from './operations/list-aliases'
import { listKeySummaries } from './operations/list-key-summaries'
import { listKeys } from './operations/list-keys'
import { listResourceTags } from './operations/list-resource-tags'
import { putKeyPolicy } from './operations/put-key-policy'
import { reEncrypt } from './operations/re-encrypt'
import { rotateKeyOnDemand } from './operations/rotate-key-on-demand'
import { scheduleKeyDeletion } from './operations/schedule-key-deletion'
import { tagResource } from './operations/tag-resource'
import { untagResource } from './operations/untag-resource'
import { updateAlias } from './operations/update-alias'

export const keyOperations = [
  createKey,
  describeKey,
  listKeys,
  listKeySummaries,
  createAlias,
  updateAlias,
  deleteAlias,
  listAliases,
  enableKey,
  disableKey,
  enableKeyRotation,
  disableKeyRotation,
  getKeyRotationStatus,
  rotateKeyOnDemand,
  scheduleKeyDeletion,
  cancelKeyDeletion,
  encrypt,
  decrypt,
  reEncrypt,
  generateDataKey,
  getKeyPolicy,
  listResourceTags,
  putKeyPolicy,
  tagResource,
  untagResource,
] as const
