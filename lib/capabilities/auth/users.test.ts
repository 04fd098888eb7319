import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testContext, type TestContext, testUser } from '#lib/api/testing/test-context'
import { createAccessKey } from './operations/create-access-key'
import { createUser } from './operations/create-user'
import { listUsers } from './operations/list-users'
import { updateUser } from './operations/update-user'
import { createSignIn } from './sign-in'
import { createSigningKeys } from './signing-keys'
import { sessions, users } from './tables'

describe('users', () => {
  let test: TestContext
  beforeAll(async () => {
    test = await testContext()
    const { userId, email, accountId } = testUser('owner')
    await test.ports.db.insert(users).values({ id: userId, name: 'Olga', email, homeAccount: accountId, role: 'owner' })
  })
  afterAll(() => test.close())

  const signIn = (email: string, password: string) =>
    createSignIn(test.ports, false).api.signInEmail({ body: { email, password }, asResponse: true, headers: new Headers() })
  const sessionsLeft = () => test.ports.db.$count(sessions)

  it('are made by an owner, and sign in with the password that was answered', async () => {
    const made = await test.call(createUser, { Email: 'Omar@example.net', Role: 'operator', Name: 'Omar' })
    expect(made.User).toMatchObject({
      Email: 'omar@example.net',
      Name: 'Omar',
      Role: 'operator',
      Status: 'Active',
      TwoFactor: false,
    })
    expect(made.Password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
    expect((await signIn('omar@example.net', made.Password)).status).toBe(200)
    expect((await signIn('omar@example.net', `${made.Password}x`)).status).toBe(401)
  })

  it('have one account for each address', async () => {
    await expect(test.call(createUser, { Email: 'OMAR@example.net', Role: 'viewer' })).rejects.toMatchObject({
      code: 'EntityAlreadyExistsException',
    })
  })

  it.each([
    [{ Email: 'nobody', Role: 'viewer' }, /'email'/],
    [{ Email: 'a@example.net', Role: 'king' }, /'role'/],
    [{ Email: 'a@example.net' }, /'role'/],
  ])('are not made from %j', async (input, message) => {
    await expect(test.call(createUser, input as never)).rejects.toMatchObject({ message: expect.stringMatching(message) })
  })

  it.each(['operator', 'viewer'] as const)('are none of the business of the role %s', async (role) => {
    const refused = { code: 'AccessDeniedException', message: expect.stringContaining('an owner may') }
    await expect(test.call(createUser, { Email: 'x@example.net', Role: 'owner' }, testUser(role))).rejects.toMatchObject(refused)
    await expect(test.call(listUsers, {}, testUser(role))).rejects.toMatchObject(refused)
    await expect(test.call(updateUser, { Email: 'omar@example.net', Role: 'owner' }, testUser(role))).rejects.toMatchObject(
      refused,
    )
  })

  it('are listed page by page, without anything secret', async () => {
    const first = await test.call(listUsers, { MaxResults: 1 })
    const second = await test.call(listUsers, { MaxResults: 1, NextToken: first.NextToken })
    expect([first, second].flatMap((page) => page.Users.map((user) => user.Email))).toEqual([
      'omar@example.net',
      'owner@example.net',
    ])
    expect(second.NextToken).toBeUndefined()
    expect(Object.keys(first.Users[0] ?? {}).sort()).toEqual(['CreatedDate', 'Email', 'Name', 'Role', 'Status', 'TwoFactor'])
  })

  it('that are switched off are signed out, sign in no more, and their keys open nothing', async () => {
    const made = await test.call(createUser, { Email: 'vera@example.net', Role: 'viewer' })
    const key = await test.call(createAccessKey, { Email: 'vera@example.net' })
    const keys = createSigningKeys(test.ports)
    await signIn('vera@example.net', made.Password)
    expect(await keys.find(key.AccessKeyId)).toBeDefined()
    const before = await sessionsLeft()
    await test.call(updateUser, { Email: 'vera@example.net', Status: 'Disabled' })
    await test.ports.bus.flush()
    expect(await sessionsLeft()).toBe(before - 1)
    expect(await keys.find(key.AccessKeyId)).toBeUndefined()
    const refused = await signIn('vera@example.net', made.Password)
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ code: 'USER_DISABLED' })
    await test.call(updateUser, { Email: 'vera@example.net', Status: 'Active' })
    await test.ports.bus.flush()
    expect((await signIn('vera@example.net', made.Password)).status).toBe(200)
    expect(await keys.find(key.AccessKeyId)).toBeDefined()
    keys.close()
  })

  it('get a new first password when they lost theirs, and the old one is worth nothing', async () => {
    const made = await test.call(createUser, { Email: 'lena@example.net', Role: 'viewer' })
    const { Password = '' } = await test.call(updateUser, { Email: 'lena@example.net', ResetSignIn: true })
    expect((await signIn('lena@example.net', made.Password)).status).toBe(401)
    expect((await signIn('lena@example.net', Password)).status).toBe(200)
  })

  it('always include an owner who can sign in', async () => {
    const refused = { code: 'ConflictException', message: expect.stringContaining('last owner') }
    const of = { Email: 'owner@example.net' }
    await expect(test.call(updateUser, { ...of, Status: 'Disabled' })).rejects.toMatchObject(refused)
    await expect(test.call(updateUser, { ...of, Role: 'viewer' })).rejects.toMatchObject(refused)
    await test.call(updateUser, { Email: 'omar@example.net', Role: 'owner' })
    const { User } = await test.call(updateUser, { ...of, Role: 'viewer' })
    expect(User.Role).toBe('viewer')
    await expect(test.call(updateUser, { Email: 'omar@example.net', Status: 'Disabled' })).rejects.toMatchObject(refused)
  })

  it('that nobody made are not changed', async () => {
    await expect(test.call(updateUser, { Email: 'who@example.net', Role: 'viewer' })).rejects.toMatchObject({
      code: 'NoSuchEntityException',
    })
  })

  it('leave no password in audit or events', async () => {
    const made = await test.call(createUser, { Email: 'sara@example.net', Role: 'viewer' })
    const { rows } = await test.ports.db.execute(
      `select a::text from audit_records a union all select e::text from events e union all select u::text from auth_users u union all select c::text from auth_credentials c`,
    )
    expect(JSON.stringify(rows)).not.toContain(made.Password)
  })
})
