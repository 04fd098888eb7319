import { createAccessKey } from './operations/create-access-key'
import { deleteAccessKey } from './operations/delete-access-key'
import { getCallerIdentity } from './operations/get-caller-identity'
import { listAccessKeys } from './operations/list-access-keys'
import { updateAccessKey } from './operations/update-access-key'

export const authOperations = [createAccessKey, deleteAccessKey, getCallerIdentity, listAccessKeys, updateAccessKey] as const
