import { describe, expect, it } from 'vitest'
import { checkOutputPlace, outputBlobKey, outputObject, outputUrl } from './output-object'

const commandId = '11111111-2222-4333-8444-555555555555'
const script = { runtimeConfig: { 'aws:runShellScript': { properties: [{ id: '0.aws:runShellScript' }] } } }
const plugin = { name: 'aws:runShellScript', action: 'aws:runShellScript' }

function keyOf(prefix: string | undefined, document: Record<string, unknown> = script, step = plugin): string | undefined {
  const echoed = { OutputS3BucketName: 'logs', OutputS3KeyPrefix: prefix }
  return outputObject({ commandId, document, steps: [step], echoed }, { nodeId: 'mi-1', step: step.name, stream: 'stdout' })?.key
}

describe('the key of an output', () => {
  it.each([
    [undefined, `${commandId}/mi-1/awsrunShellScript/0.awsrunShellScript/stdout`],
    ['nightly', `nightly/${commandId}/mi-1/awsrunShellScript/0.awsrunShellScript/stdout`],
    ['/a//b/./', `a/b/${commandId}/mi-1/awsrunShellScript/0.awsrunShellScript/stdout`],
  ])('has the layout of the real service below the prefix %s', (prefix, key) => {
    expect(keyOf(prefix)).toBe(key)
  })

  it('has the name of the step for schema 2.x, and a counted one where schema 1.2 gives no id', () => {
    const step = { name: 'install', action: 'aws:runShellScript' }
    expect(keyOf('', { mainSteps: [] }, step)).toBe(`${commandId}/mi-1/awsrunShellScript/install/stdout`)
    const bare = { runtimeConfig: { 'aws:runShellScript': { properties: {} } } }
    expect(keyOf('', bare)).toBe(`${commandId}/mi-1/awsrunShellScript/0.awsrunShellScript/stdout`)
  })

  it('is none without a bucket', () => {
    const source = { nodeId: 'mi-1', step: plugin.name, stream: 'stdout' } as const
    expect(outputObject({ commandId, document: script, steps: [plugin], echoed: {} }, source)).toBeUndefined()
    expect(outputUrl('https://here', undefined)).toBe('')
  })

  it('becomes a blob key and an address whatever the prefix has', () => {
    const object = { bucket: 'logs', key: 'März 2026=x/.hidden/stdout' }
    expect(outputBlobKey('000000000001', object)).toBe('buckets/000000000001/logs/M=C3=A4rz=202026=3Dx/=2Ehidden/stdout')
    expect(outputUrl('https://here:1', object)).toBe('https://here:1/api/output/logs/M%C3%A4rz%202026%3Dx/.hidden/stdout')
  })

  it.each([
    ['Logs', 'a'],
    ['..', 'a'],
    ['logs', ''],
    ['logs', '../../secret'],
    ['logs', 'x'.repeat(256)],
    ['logs', 'x/'.repeat(600)],
  ])('is none for bucket %s and key %s', (bucket, key) => {
    expect(outputBlobKey('000000000001', { bucket, key })).toBeUndefined()
  })
})

describe('a folder for output', () => {
  it.each([
    [undefined, undefined],
    ['logs', undefined],
    ['my.logs-1', 'a/b c/d'],
  ])('may be %s, %s', (bucket, prefix) => {
    expect(() => checkOutputPlace(bucket, prefix)).not.toThrow()
  })

  it.each([
    [undefined, 'prefix'],
    ['Logs', undefined],
    ['no', undefined],
    ['logs', 'a/../b'],
    ['logs', 'x'.repeat(256)],
    ['logs', 'ü'.repeat(100)],
  ])('may not be %s, %s', (bucket, prefix) => {
    expect(() => checkOutputPlace(bucket, prefix)).toThrow(expect.objectContaining({ code: 'InvalidOutputFolder' }))
  })
})
