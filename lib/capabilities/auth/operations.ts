import { createAccessKey } from './operations/create-access-key'
import { createUser } from './operations/create-user'
import { deleteAccessKey } from './operations/delete-access-key'
import { getCallerIdentity } from './operations/get-caller-identity'
import { listAccessKeys } from './operations/list-access-keys'
import { listUsers } from './operations/list-users'
import { updateAccessKey } from './operations/update-access-key'
import { updateUser } from './operations/update-user'

export const authOperations = [
  createAccessKey,
  createUser,
  deleteAccessKey,
  getCallerIdentity,
  listAccessKeys,
  listUsers,
  updateAccessKey,
  updateUser,
] as const
