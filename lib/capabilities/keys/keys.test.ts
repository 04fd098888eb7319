import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import type { Ctx } from '#lib/platform/context'
import { createRootKeySecrets } from '#lib/platform/secrets/root-key-secrets'
import { rewrap, seal } from './index'
import { keyJobs } from './jobs'
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
import { getKeyRotationStatus } from './operations/get-key-rotation-status'
import { listAliases } from './operations/list-aliases'
import { listKeys } from './operations/list-keys'
import { reEncrypt } from './operations/re-encrypt'
import { rotateKeyOnDemand } from './operations/rotate-key-on-demand'
import { scheduleKeyDeletion } from './operations/schedule-key-deletion'
import { updateAlias } from './operations/update-alias'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

const base64 = (text: string) => Buffer.from(text).toString('base64')
const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString()
const wire = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('base64')

async function makeKey(): Promise<{ KeyId: string; Arn: string }> {
  const { KeyMetadata } = await test.call(createKey, {})
  return { KeyId: KeyMetadata?.KeyId ?? '', Arn: KeyMetadata?.Arn ?? '' }
}

async function sealed(KeyId: string, text = 'a secret', EncryptionContext?: Record<string, string>): Promise<string> {
  return wire((await test.call(encrypt, { KeyId, Plaintext: base64(text), EncryptionContext })).CiphertextBlob)
}

async function runJob(kind: string): Promise<void> {
  const system: Ctx = { ...test.ctx, caller: { kind: 'system', accountId: 'nobody', sourceIp: '', userAgent: '' } }
  await keyJobs[kind]?.(system, {})
}

const days = (count: number) => count * 86_400_000

describe('keys', () => {
  it('are described as the real service does, by id, ARN, alias and ARN of the alias', async () => {
    const { KeyId, Arn } = await makeKey()
    await test.call(createAlias, { AliasName: 'alias/app/db', TargetKeyId: KeyId })
    for (const name of [KeyId, Arn, 'alias/app/db', 'arn:aws:kms:local-1:000000000001:alias/app/db']) {
      expect((await test.call(describeKey, { KeyId: name })).KeyMetadata).toMatchObject({
        KeyId,
        Arn,
        AWSAccountId: '000000000001',
        Enabled: true,
        KeyState: 'Enabled',
        KeyManager: 'CUSTOMER',
        KeySpec: 'SYMMETRIC_DEFAULT',
        CurrentKeyMaterialId: expect.stringMatching(/^[0-9a-f]{64}$/),
      })
    }
  })

  it('include one behind alias/aws/ssm from the start, made once, that nobody changes', async () => {
    const fresh = await testContext()
    const both = await Promise.all([1, 2, 3, 4].map(() => fresh.call(listAliases, {})))
    const { Aliases = [] } = both[0] ?? {}
    expect(Aliases).toMatchObject([{ AliasName: 'alias/aws/ssm', AliasArn: 'arn:aws:kms:local-1:000000000001:alias/aws/ssm' }])
    expect((await fresh.call(listKeys, {})).Keys).toHaveLength(1)
    const KeyId = Aliases[0]?.TargetKeyId
    expect((await fresh.call(describeKey, { KeyId: 'alias/aws/ssm' })).KeyMetadata).toMatchObject({ KeyId, KeyManager: 'AWS' })
    for (const change of [disableKey, scheduleKeyDeletion, enableKeyRotation])
      await expect(fresh.call<unknown>(change, { KeyId })).rejects.toMatchObject({ code: 'AccessDeniedException' })
    await fresh.close()
  })

  it('page by marker', async () => {
    for (let count = 0; count < 4; count += 1) await makeKey()
    const { Keys: all = [] } = await test.call(listKeys, {})
    const found: unknown[] = []
    for (let Marker: string | undefined, more = true; more; ) {
      const page = await test.call(listKeys, { Limit: 2, Marker })
      expect(page.Keys?.length).toBeLessThanOrEqual(2)
      found.push(...(page.Keys ?? []))
      Marker = page.NextMarker
      more = page.Truncated === true
    }
    expect(found).toEqual(all)
    await expect(test.call(listKeys, { Marker: 'x' })).rejects.toMatchObject({ code: 'InvalidMarkerException' })
  })

  it.each([
    [{ KeySpec: 'RSA_2048' }, 'UnsupportedOperationException'],
    [{ KeyUsage: 'SIGN_VERIFY' }, 'UnsupportedOperationException'],
    [{ Origin: 'EXTERNAL' }, 'UnsupportedOperationException'],
    [{ KeySpec: 'SMALL' }, 'ValidationException'],
    [{ Tags: [{ TagKey: 'aws:x', TagValue: '' }] }, 'TagException'],
  ])('of another kind are refused: %j with %s', async (input, code) => {
    await expect(test.call(createKey, input)).rejects.toMatchObject({ code })
  })

  it.each([
    ['11111111-2222-4333-8444-555555555555', 'NotFoundException'],
    ['arn:aws:kms:local-1:000000000001:key/11111111-2222-4333-8444-555555555555', 'NotFoundException'],
    ['arn:aws:kms:local-1:999999999999:key/11111111-2222-4333-8444-555555555555', 'NotFoundException'],
    ['alias/nothing', 'NotFoundException'],
    ['nonsense', 'NotFoundException'],
    ['arn:nonsense', 'InvalidArnException'],
    ['', 'ValidationException'],
  ])('that are not there: %s is %s', async (KeyId, code) => {
    await expect(test.call(describeKey, { KeyId })).rejects.toMatchObject({ code })
    await expect(test.call(encrypt, { KeyId, Plaintext: base64('x') })).rejects.toMatchObject({ code })
  })
})

describe('aliases', () => {
  it('move to another key, and go', async () => {
    const [one, other] = [await makeKey(), await makeKey()]
    const AliasName = 'alias/moving'
    await test.call(createAlias, { AliasName, TargetKeyId: one.Arn })
    await expect(test.call(createAlias, { AliasName, TargetKeyId: one.KeyId })).rejects.toMatchObject({
      code: 'AlreadyExistsException',
    })
    const before = await sealed(AliasName)
    await test.call(updateAlias, { AliasName, TargetKeyId: other.KeyId })
    expect((await test.call(listAliases, { KeyId: other.KeyId })).Aliases).toMatchObject([
      { AliasName, TargetKeyId: other.KeyId },
    ])
    expect(await test.call(decrypt, { CiphertextBlob: before })).toMatchObject({ KeyId: one.Arn })
    await test.call(deleteAlias, { AliasName })
    for (const gone of [
      (): Promise<unknown> => test.call(deleteAlias, { AliasName }),
      () => test.call(updateAlias, { AliasName, TargetKeyId: one.KeyId }),
      () => test.call(encrypt, { KeyId: AliasName, Plaintext: base64('x') }),
    ])
      await expect(gone()).rejects.toMatchObject({ code: 'NotFoundException' })
  })

  it.each([
    ['name', 'ValidationException'],
    ['alias/', 'ValidationException'],
    ['alias/a:b', 'InvalidAliasNameException'],
    ['alias/a b', 'ValidationException'],
    ['alias/aws/own', 'NotAuthorizedException'],
  ])('called %s are refused with %s', async (AliasName, code) => {
    const { KeyId } = await makeKey()
    await expect(test.call(createAlias, { AliasName, TargetKeyId: KeyId })).rejects.toMatchObject({ code })
  })
})

describe('ciphers', () => {
  it('open what they sealed, with the same context in any order', async () => {
    const { KeyId, Arn } = await makeKey()
    const CiphertextBlob = await sealed(KeyId, 'käse', { a: '1', b: '2' })
    const opened = await test.call(decrypt, { CiphertextBlob, EncryptionContext: { b: '2', a: '1' } })
    expect(textOf(opened.Plaintext)).toBe('käse')
    expect(opened).toMatchObject({ KeyId: Arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' })
  })

  it('refuse another context, another key, a flipped bit, a cut and what was made elsewhere, each with its own code', async () => {
    const [one, other] = [await makeKey(), await makeKey()]
    const CiphertextBlob = await sealed(one.KeyId, 'x', { a: '1' })
    const context = { EncryptionContext: { a: '1' } }
    const flipped = Buffer.from(CiphertextBlob, 'base64')
    flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1
    const cut = Buffer.from(CiphertextBlob, 'base64').subarray(0, -30)
    const newer = Buffer.from(CiphertextBlob, 'base64')
    newer.writeUInt32BE(9, 17)
    await expect(test.call(decrypt, { CiphertextBlob })).rejects.toMatchObject({ code: 'InvalidCiphertextException' })
    await expect(test.call(decrypt, { CiphertextBlob, EncryptionContext: { a: '2' } })).rejects.toMatchObject({
      code: 'InvalidCiphertextException',
    })
    await expect(test.call(decrypt, { CiphertextBlob, ...context, KeyId: other.KeyId })).rejects.toMatchObject({
      code: 'IncorrectKeyException',
    })
    for (const bytes of [flipped, cut, newer, Buffer.from('elsewhere')])
      await expect(test.call(decrypt, { CiphertextBlob: wire(bytes), ...context })).rejects.toMatchObject({
        code: 'InvalidCiphertextException',
      })
  })

  it('re-encrypt under another key and context', async () => {
    const [one, other] = [await makeKey(), await makeKey()]
    const CiphertextBlob = await sealed(one.KeyId, 'moved', { a: '1' })
    const input = { CiphertextBlob, SourceEncryptionContext: { a: '1' }, DestinationKeyId: other.KeyId }
    const moved = await test.call(reEncrypt, { ...input, DestinationEncryptionContext: { b: '2' } })
    expect(moved).toMatchObject({ SourceKeyId: one.Arn, KeyId: other.Arn })
    const opened = await test.call(decrypt, { CiphertextBlob: wire(moved.CiphertextBlob), EncryptionContext: { b: '2' } })
    expect(textOf(opened.Plaintext)).toBe('moved')
  })

  it('generate data keys', async () => {
    const { KeyId } = await makeKey()
    const made = await test.call(generateDataKey, { KeyId, KeySpec: 'AES_256' })
    expect(made.Plaintext).toHaveLength(32)
    const opened = await test.call(decrypt, { CiphertextBlob: wire(made.CiphertextBlob) })
    expect(wire(opened.Plaintext)).toBe(wire(made.Plaintext))
    expect((await test.call(generateDataKey, { KeyId, NumberOfBytes: 7 })).Plaintext).toHaveLength(7)
    for (const wrong of [{}, { KeySpec: 'AES_128', NumberOfBytes: 7 }])
      await expect(test.call(generateDataKey, { KeyId, ...wrong })).rejects.toMatchObject({ code: 'ValidationException' })
  })

  it('keep the limits of the model, and do nothing in a dry run', async () => {
    const { KeyId } = await makeKey()
    const call = (input: object) => test.call(encrypt, { KeyId, Plaintext: base64('x'), ...input })
    await expect(call({ Plaintext: base64('x'.repeat(4097)) })).rejects.toMatchObject({ code: 'ValidationException' })
    await expect(call({ Plaintext: '' })).rejects.toMatchObject({ code: 'ValidationException' })
    await expect(call({ EncryptionAlgorithm: 'RSAES_OAEP_SHA_1' })).rejects.toMatchObject({ code: 'InvalidKeyUsageException' })
    await expect(call({ DryRun: true })).rejects.toMatchObject({ code: 'DryRunOperationException' })
  })

  it('are denied to those who may only read, as far as they give out secrets', async () => {
    const { KeyId } = await makeKey()
    const CiphertextBlob = await sealed(KeyId)
    const viewer = testUser('viewer')
    const denied = { code: 'AccessDeniedException' }
    await expect(test.call(decrypt, { CiphertextBlob }, viewer)).rejects.toMatchObject(denied)
    await expect(test.call(generateDataKey, { KeyId, KeySpec: 'AES_256' }, viewer)).rejects.toMatchObject(denied)
    await expect(test.call(createKey, {}, viewer)).rejects.toMatchObject(denied)
    expect((await test.call(describeKey, { KeyId }, viewer)).KeyMetadata).toMatchObject({ KeyId })
  })

  it('leave no plain text in what is recorded of a call, also when it fails', async () => {
    const { KeyId } = await makeKey()
    test.audited.length = 0
    await sealed(KeyId, 'planted-secret')
    await test.call(encrypt, { KeyId, Plaintext: 'planted-secret' }).catch(() => {})
    await test.call(encrypt, { KeyId, Plaintext: base64('planted-secret'.repeat(999)) }).catch(() => {})
    expect(test.audited).toHaveLength(3)
    const written = JSON.stringify(test.audited)
    expect(written).not.toContain('planted-secret')
    expect(written).not.toContain(base64('planted-secret').slice(0, 12))
  })
})

describe('the life of a key', () => {
  it('disabled it refuses, enabled it serves again', async () => {
    const { KeyId } = await makeKey()
    const CiphertextBlob = await sealed(KeyId)
    await test.call(disableKey, { KeyId })
    for (const call of [
      (): Promise<unknown> => sealed(KeyId),
      () => test.call(decrypt, { CiphertextBlob }),
      () => test.call(enableKeyRotation, { KeyId }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'DisabledException' })
    await test.call(enableKey, { KeyId })
    expect(textOf((await test.call(decrypt, { CiphertextBlob })).Plaintext)).toBe('a secret')
    await expect(test.call(enableKey, { KeyId: 'alias/app/db' })).rejects.toMatchObject({ code: 'NotFoundException' })
  })

  it('waits for its deletion, can be kept, and is gone on its day with what it sealed', async () => {
    const { KeyId, Arn } = await makeKey()
    await test.call(createAlias, { AliasName: 'alias/short-lived', TargetKeyId: KeyId })
    const CiphertextBlob = await sealed(KeyId)
    await expect(test.call(scheduleKeyDeletion, { KeyId, PendingWindowInDays: 6 })).rejects.toMatchObject({
      code: 'ValidationException',
    })
    await expect(test.call(cancelKeyDeletion, { KeyId })).rejects.toMatchObject({ code: 'KMSInvalidStateException' })
    const answer = await test.call(scheduleKeyDeletion, { KeyId, PendingWindowInDays: 7 })
    expect(answer).toMatchObject({ KeyId: Arn, KeyState: 'PendingDeletion', PendingWindowInDays: 7 })
    for (const call of [
      (): Promise<unknown> => sealed(KeyId),
      () => test.call(decrypt, { CiphertextBlob }),
      () => test.call(enableKey, { KeyId }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'KMSInvalidStateException' })
    await test.call(cancelKeyDeletion, { KeyId })
    expect((await test.call(describeKey, { KeyId })).KeyMetadata).toMatchObject({ KeyState: 'Disabled', Enabled: false })
    await test.call(scheduleKeyDeletion, { KeyId, PendingWindowInDays: 7 })
    test.clock.advance(days(6))
    await runJob('keys.delete')
    expect((await test.call(describeKey, { KeyId })).KeyMetadata).toMatchObject({ KeyState: 'PendingDeletion' })
    test.clock.advance(days(1))
    await runJob('keys.delete')
    for (const call of [
      (): Promise<unknown> => test.call(describeKey, { KeyId }),
      () => test.call(decrypt, { CiphertextBlob }),
      () => sealed('alias/short-lived'),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'NotFoundException' })
  })

  it('is rotated on its day: new values under the new version, old ones still open, and can be wrapped anew', async () => {
    const { KeyId, Arn } = await makeKey()
    expect(await test.call(getKeyRotationStatus, { KeyId })).toEqual({ KeyId: Arn, KeyRotationEnabled: false })
    await test.call(enableKeyRotation, { KeyId, RotationPeriodInDays: 90 })
    expect(await test.call(getKeyRotationStatus, { KeyId })).toMatchObject({
      KeyRotationEnabled: true,
      RotationPeriodInDays: 90,
      NextRotationDate: new Date(test.clock.now().getTime() + days(90)),
    })
    const context = { PARAMETER_ARN: 'x' }
    const old = await seal(test.ctx, KeyId, { plain: Buffer.from('old'), context })
    await runJob('keys.rotate')
    expect(await rewrap(test.ctx, old.sealed, context)).toBeUndefined()
    test.clock.advance(days(90))
    await runJob('keys.rotate')
    await runJob('keys.rotate')
    const next = await seal(test.ctx, KeyId, { plain: Buffer.from('new'), context })
    expect([old.version, next.version]).toEqual([1, 2])
    const wrapped = await rewrap(test.ctx, old.sealed, context)
    expect(wrapped?.version).toBe(2)
    for (const blob of [old.sealed, wrapped?.sealed])
      expect(textOf((await test.call(decrypt, { CiphertextBlob: wire(blob), EncryptionContext: context })).Plaintext)).toBe('old')
    await test.call(disableKeyRotation, { KeyId })
    await test.call(rotateKeyOnDemand, { KeyId })
    expect((await seal(test.ctx, KeyId, { plain: Buffer.from('newest'), context })).version).toBe(3)
  })

  it('does not open under another root key, and says what to restore', async () => {
    const { KeyId } = await makeKey()
    const secrets = createRootKeySecrets(new Uint8Array(32).fill(8))
    const call = seal({ ...test.ctx, secrets }, KeyId, { plain: Buffer.from('x'), context: undefined })
    await expect(call).rejects.toMatchObject({
      code: 'KeyUnavailableException',
      message: expect.stringContaining('Restore the root key'),
    })
  })
})
