import { describe, expect, it } from 'vitest'
import type { DocumentStep, Precondition, RunnableDocument } from '#agent/documents/document-step'
import { applyModifiers, decideStep, type FlowFacts } from '#agent/documents/flow'
import { statusOfDocument, statusOfExit, type StepResult, type StepStatus } from '#agent/documents/step-result'
import { knownActions, plugins } from '#agent/plugins/manifest'

const facts: FlowFacts = { platform: 'Linux', plugins, knownActions }

function step(name: string, inputs: Record<string, unknown> = {}, more: Partial<DocumentStep> = {}): DocumentStep {
  return { name, action: 'aws:runShellScript', inputs, preconditions: [], ...more }
}

function decide(
  steps: readonly DocumentStep[],
  earlier: readonly Pick<StepResult, 'status' | 'code'>[] = [],
  isCrossPlatform = true,
) {
  const document: RunnableDocument = { isCrossPlatform, steps }
  return decideStep(document, earlier, facts).kind
}

const ended = (status: StepStatus, code = status === 'Success' ? 0 : 1) => ({ status, code })

describe('whether a step runs after those before it', () => {
  it.each<[string, Record<string, unknown>, ReturnType<typeof ended>, string]>([
    ['a success', {}, ended('Success'), 'run'],
    ['a failure', {}, ended('Failed'), 'run'],
    ['a time-out', { onFailure: 'exit' }, ended('TimedOut', 137), 'run'],
    ['a failure with onFailure exit', { onFailure: 'exit' }, ended('Failed'), 'skip'],
    ['a success with onFailure exit', { onFailure: 'exit' }, ended('Success'), 'run'],
    ['a success with onSuccess exit', { onSuccess: 'exit' }, ended('Success'), 'skip'],
    ['a failure with onSuccess exit', { onSuccess: 'exit' }, ended('Failed'), 'run'],
    ['code 168', {}, ended('Success', 168), 'skip'],
    ['code 169', {}, ended('Failed', 169), 'skip'],
    ['a skipped step', { onSuccess: 'exit' }, ended('Skipped', 0), 'run'],
  ])('after %s', (_name, inputs, result, decision) => {
    expect(decide([step('first', inputs), step('second')], [result])).toBe(decision)
  })

  it('runs a finally step at the end whatever came before', () => {
    const steps = [step('first', { onFailure: 'exit' }), step('second'), step('last', { finallyStep: true })]
    expect(decide(steps, [ended('Failed'), ended('Skipped')])).toBe('run')
  })

  it('knows no finally step in the middle', () => {
    const steps = [step('first', { onFailure: 'exit' }), step('second', { finallyStep: 'true' }), step('last')]
    expect(decide(steps, [ended('Failed')])).toBe('skip')
  })
})

describe('actions and platforms', () => {
  it.each<[string, string, boolean, string]>([
    ['unknown', 'aws:doesNotExist', true, 'fail'],
    ['unknown', 'aws:doesNotExist', false, 'fail'],
    ['one the stock agent has and we do not', 'aws:domainJoin', true, 'skip'],
    ['one the stock agent has and we do not', 'aws:domainJoin', false, 'fail'],
    ['one of Windows', 'aws:applications', true, 'skip'],
    ['one of Windows', 'aws:applications', false, 'fail'],
    ['one of Windows', 'aws:psModule', false, 'fail'],
    ['ours', 'aws:runShellScript', false, 'run'],
    ['ours', 'aws:downloadContent', false, 'run'],
  ])('%s (%s), cross-platform %s: %s', (_name, action, isCrossPlatform, decision) => {
    expect(decide([step('only', {}, { action })], [], isCrossPlatform)).toBe(decision)
  })

  it.each<[boolean, string]>([
    [true, 'skip'],
    [false, 'fail'],
  ])('a plugin of another platform, cross-platform %s: %s', (isCrossPlatform, decision) => {
    const document = { isCrossPlatform, steps: [step('only')] }
    expect(decideStep(document, [], { ...facts, platform: 'Windows' }).kind).toBe(decision)
  })
})

describe('preconditions', () => {
  const equals = (left: [string, string], right: [string, string]): Precondition => ({
    operator: 'StringEquals',
    operands: [left, right].map(([written, resolved]) => ({ written, resolved })),
  })
  const platform: [string, string] = ['platformType', 'platformType']
  it.each<[string, Precondition, string]>([
    ['the platform', equals(platform, ['Linux', 'Linux']), 'run'],
    ['the platform, the other way round', equals(['linux', 'linux'], platform), 'run'],
    ['another platform', equals(platform, ['Windows', 'Windows']), 'skip'],
    ['a parameter that is equal', equals(['{{ a }}', 'x'], ['x', 'x']), 'run'],
    ['a parameter that is not', equals(['{{ a }}', 'y'], ['x', 'x']), 'skip'],
    ['no parameter at all', equals(['x', 'x'], ['y', 'y']), 'fail'],
    ['identical operands', equals(platform, platform), 'fail'],
    ['a platform by parameter', equals(platform, ['{{ p }}', 'Linux']), 'fail'],
    ['a stored parameter', equals(['{{ssm:x}}', '{{ssm:x}}'], ['x', 'x']), 'fail'],
    ['another operator', { operator: 'NumberEquals', operands: [] }, 'fail'],
    ['one operand', { operator: 'StringEquals', operands: [{ written: 'x', resolved: 'x' }] }, 'fail'],
  ])('%s', (_name, precondition, decision) => {
    expect(decide([step('only', {}, { preconditions: [precondition] })])).toBe(decision)
  })

  it('are an error before schema 2.2', () => {
    expect(decide([step('only', {}, { preconditions: [equals(platform, ['Linux', 'Linux'])] })], [], false)).toBe('fail')
  })
})

describe('how a step ends', () => {
  it.each([
    [0, 'Success'],
    [1, 'Failed'],
    [168, 'Success'],
    [169, 'Failed'],
    [194, 'SuccessAndReboot'],
    [137, 'TimedOut'],
    [255, 'Failed'],
  ])('exit code %i is %s', (code, status) => expect(statusOfExit(code)).toBe(status))

  it('turns a failure into a success that leaves the document', () => {
    const failed: StepResult = { status: 'Failed', code: 3, startedAt: 1, endedAt: 2 }
    const { result, notes } = applyModifiers(step('only', { onFailure: 'successAndExit' }), failed)
    expect(result).toMatchObject({ status: 'Success', code: 168 })
    expect(notes.error).toContain('onFailure')
  })
})

describe('the status of a document', () => {
  it.each<[StepStatus[], string]>([
    [['Success', 'Skipped'], 'Success'],
    [['Skipped'], 'Success'],
    [['Success', 'Cancelled'], 'Cancelled'],
    [['Cancelled', 'TimedOut'], 'TimedOut'],
    [['TimedOut', 'Failed', 'Success'], 'Failed'],
    [['Failed', 'SuccessAndReboot'], 'SuccessAndReboot'],
  ])('of %j is %s', (statuses, status) => {
    expect(statusOfDocument(statuses.map((own) => ({ status: own })))).toBe(status)
  })
})
