import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { ApiError } from '#lib/vocabulary/api-error'
import { ownShape, structure, text } from '#lib/wire/own-shape'
import { userArn } from '../key-user'
import { hashOf, newPassword } from '../new-password'
import { insertUser } from '../store/users'
import { roles, userOf } from '../user-wire'

/** Makes an account with a first password, which is answered this once. */
export const createUser = operation({
  service: 'quarterdeck',
  name: 'CreateUser',
  access: 'write',
  input: ownShape(
    'CreateUserRequest',
    structure({
      Email: text({ required: true, max: 254, pattern: /^[^\s@]{1,64}@[^\s@]{1,189}$/ }),
      Name: text({ min: 1, max: 100 }),
      Role: text({ required: true, oneOf: roles }),
    }),
  ),
  resources: (input, ctx) => [userArn(ctx, input.Email)],
  async handle(tx, input) {
    const email = input.Email.toLowerCase()
    const password = newPassword()
    const name = input.Name?.trim() || email.slice(0, email.indexOf('@'))
    const made = await insertUser(tx, { email, name, role: input.Role, password: await hashOf(password) })
    if (!made) throw new ApiError('EntityAlreadyExistsException', `There is a user ${email} already.`)
    await append(tx, { capability: 'auth', type: 'user.created', resource: email, topics: ['users'] })
    return { User: userOf(made), Password: password }
  },
})
