import { describe, expect, test } from 'vitest'
import { noTargets } from '#queries/ui/targets'
import { requestOf, sentRequest } from '../run/sent-request'
import { trialRequest } from './trial-request'
import { draftProblems, emptyDraft, parseTargets, previewRequests, sendRequest, sendRequests } from './command-draft'
import { dropDraft, keepDraft, readDraft } from './draft-store'
import { draftFrom, named, nodesToRerun, parseRerun, rerunHref, subsetTargets } from './rerun'

const nodes = ['mi-0a1b2c3d4e5f60718', 'mi-0a1b2c3d4e5f60719']

describe('what is sent', () => {
  test('holds what was given and nothing else', () => {
    const draft = { ...emptyDraft, targets: named(nodes), parameters: { commands: ['uptime', ''], workingDirectory: [''] } }
    expect(sendRequest(draft)).toEqual({
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: nodes,
      Parameters: { commands: ['uptime', ''] },
      TimeoutSeconds: 600,
      MaxConcurrency: '50',
      MaxErrors: '0',
    })
  })

  test('a prefix without a bucket is left out', () => {
    expect(sendRequest({ ...emptyDraft, outputPrefix: 'x' })).not.toHaveProperty('OutputS3KeyPrefix')
  })

  test.each([
    ['rate', { rate: { concurrency: '0', errors: '0' } }],
    ['rate', { rate: { concurrency: '101%', errors: '0' } }],
    ['rate', { rate: { concurrency: '1', errors: 'ten' } }],
    ['timeoutSeconds', { timeoutSeconds: '5' }],
    ['comment', { comment: 'x'.repeat(101) }],
    ['targets', { targets: noTargets }],
    ['outputBucket', { outputBucket: 'A' }],
  ])('refuses a wrong %s', (field, wrong) => {
    expect(draftProblems({ ...emptyDraft, targets: named(nodes), ...wrong }).map((problem) => problem.field)).toEqual([field])
  })

  test('a complete draft has no problem', () => expect(draftProblems({ ...emptyDraft, targets: named(nodes) })).toEqual([]))
})

test('more named nodes than one command takes become several commands', () => {
  const many = Array.from({ length: 120 }, (_, at) => `mi-${at}`)
  const requests = sendRequests({ ...emptyDraft, targets: named(many) })
  expect(requests.map((request) => request.InstanceIds?.length)).toEqual([50, 50, 20])
  expect(requests.flatMap((request) => request.InstanceIds)).toEqual(many)
})

test.each([
  ['mi-1,mi-2', named(['mi-1', 'mi-2'])],
  [
    'tag:env=prod,stage;tag:role=web',
    {
      mode: 'tags',
      nodeIds: [],
      tags: [
        { key: 'env', values: ['prod', 'stage'] },
        { key: 'role', values: ['web'] },
      ],
    },
  ],
  ['tag:a%3Db=c%2Cd', { mode: 'tags', nodeIds: [], tags: [{ key: 'a=b', values: ['c,d'] }] }],
  ['InstanceIds=*', { mode: 'all', nodeIds: [], tags: [] }],
  ['', noTargets],
])('targets=%s', (text, parsed) => expect(parseTargets(text)).toEqual(parsed))

describe('run again', () => {
  const invocations = [
    { InstanceId: 'mi-ok', StatusDetails: 'Success' },
    { InstanceId: 'mi-failed', StatusDetails: 'Failed' },
    { InstanceId: 'mi-slow', StatusDetails: 'ExecutionTimedOut' },
    { InstanceId: 'mi-away', StatusDetails: 'DeliveryTimedOut' },
    { InstanceId: 'mi-cut', StatusDetails: 'Terminated' },
    { InstanceId: 'mi-windows', StatusDetails: 'InvalidPlatform' },
    { InstanceId: 'mi-running', StatusDetails: 'InProgress' },
  ]
  test('failed nodes are those that ran and failed', () =>
    expect(nodesToRerun('failed', invocations)).toEqual(['mi-failed', 'mi-slow']))
  test('nodes that were not run are those the command never reached', () =>
    expect(nodesToRerun('not-run', invocations)).toEqual(['mi-away', 'mi-cut']))
  test('both together', () =>
    expect(nodesToRerun('unsuccessful', invocations).toSorted()).toEqual(['mi-away', 'mi-cut', 'mi-failed', 'mi-slow']))
  test('many nodes are looked up by the server', () => {
    const draft = { ...emptyDraft, targets: subsetTargets('9f3c', 'failed') }
    expect(sendRequests(draft)).toMatchObject([
      { Targets: [{ Key: 'quarterdeck:command-status:9f3c', Values: ['Failed', 'ExecutionTimedOut'] }] },
    ])
  })

  const command = {
    CommandId: '0f7e1d6a-1111-4222-8333-444455556666',
    DocumentName: 'AWS-RunShellScript',
    DocumentVersion: '1',
    Parameters: { commands: ['uptime'] },
    Targets: [{ Key: 'tag:env', Values: ['prod'] }],
    MaxConcurrency: '10%',
    MaxErrors: '1',
    TimeoutSeconds: 300,
    Comment: 'check',
  }
  test('all keeps the targets as they were, not the nodes they meant then', () => {
    const draft = draftFrom(command, 'all')
    expect(draft).toMatchObject({
      targets: { mode: 'tags', tags: [{ key: 'env', values: ['prod'] }] },
      rate: { concurrency: '10%', errors: '1' },
    })
  })
  test('failed names the nodes', () => {
    const draft = draftFrom(command, 'failed', named(['mi-failed']))
    expect(draft).toMatchObject({ targets: named(['mi-failed']), timeoutSeconds: '300', comment: 'check' })
  })
  test('the address goes there and back', () => {
    expect(parseRerun(rerunHref(command.CommandId, 'not-run').split('from=')[1] ?? '')).toEqual({
      commandId: command.CommandId,
      which: 'not-run',
    })
    expect(parseRerun('../x')).toBeUndefined()
  })
})

describe('the draft kept in the browser', () => {
  const items = new Map<string, string>()
  const store = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }

  test('comes back for the same person, without what looks like a secret', () => {
    const draft = { ...emptyDraft, parameters: { commands: ['uptime'], DbPassword: ['hunter2'], apiKey: ['k'] } }
    keepDraft(store, 'maria', { draft, savedAt: 1 })
    expect(readDraft(store, 'maria')?.draft.parameters).toEqual({ commands: ['uptime'] })
    expect(readDraft(store, 'jon')).toBeUndefined()
    dropDraft(store, 'maria')
    expect(readDraft(store, 'maria')).toBeUndefined()
  })

  test('what cannot be read is no draft', () => {
    items.set('qd-command-draft-maria', '{broken')
    expect(readDraft(store, 'maria')).toBeUndefined()
  })
})

describe('notification and output', () => {
  const topicArn = 'arn:aws:sns:local-1:000000000001:operations'
  const roleArn = 'arn:aws:iam::000000000001:role/notify'
  const draft = {
    ...emptyDraft,
    targets: named(nodes),
    outputBucket: 'logs-of-commands',
    outputPrefix: 'nightly',
    outputRegion: 'local-1',
    logGroup: '/commands/nightly',
    notification: { topicArn, roleArn, events: ['Failed' as const], type: 'Invocation' as const },
  }
  const sent = {
    OutputS3BucketName: 'logs-of-commands',
    OutputS3KeyPrefix: 'nightly',
    OutputS3Region: 'local-1',
    CloudWatchOutputConfig: { CloudWatchOutputEnabled: true, CloudWatchLogGroupName: '/commands/nightly' },
    NotificationConfig: { NotificationArn: topicArn, NotificationEvents: ['Failed'], NotificationType: 'Invocation' },
    ServiceRoleArn: roleArn,
  }
  test('are sent as the API has them', () => {
    expect(draftProblems(draft)).toEqual([])
    expect(sendRequest(draft)).toMatchObject(sent)
  })
  test('survive running it again, and copying it from the run', () => {
    const { ServiceRoleArn, ...rest } = sendRequest(draft)
    const command = { ...rest, ServiceRole: ServiceRoleArn }
    expect(sendRequest(draftFrom(command, 'edit'))).toEqual(sendRequest(draft))
    expect(sentRequest(command)).toMatchObject(sent)
  })
  test.each<[string, object, string]>([
    ['a topic that is none', { topicArn: 'operations' }, 'topicArn'],
    ['no role', { roleArn: '' }, 'roleArn'],
    ['no event', { events: [] }, 'notificationEvents'],
  ])('%s is told before sending', (_, change, field) => {
    const wrong = { ...draft, notification: { ...draft.notification, ...change } }
    expect(draftProblems(wrong).map((problem) => problem.field)).toEqual([field])
    expect(previewRequests(wrong)[0]).not.toHaveProperty('NotificationConfig')
  })
  test('nothing is said of them when they are not wanted', () => {
    expect(Object.keys(sendRequest({ ...emptyDraft, targets: named(nodes) }))).not.toContain('NotificationConfig')
  })
})

test('a test of a text that was not saved is sent again as a test, never as a version', () => {
  const command = { DocumentName: 'restart-web', Parameters: { who: ['world'] }, InstanceIds: ['mi-1'], MaxConcurrency: '2' }
  const tested = { ...command, DocumentVersion: 'trial-0b1c2d3e-0000-4000-8000-000000000000' }
  const text = { Content: '{}', DocumentFormat: 'JSON' }
  const again = trialRequest(draftFrom(tested, 'edit'), text)
  expect(again).toMatchObject({
    ...text,
    Name: 'restart-web',
    InstanceIds: ['mi-1'],
    Parameters: { who: ['world'] },
    MaxConcurrency: '2',
  })
  expect(again).not.toHaveProperty('DocumentVersion')
  expect(requestOf(tested)).toMatchObject({ operation: 'GetDocumentTrial', input: { DocumentVersion: tested.DocumentVersion } })
  expect(requestOf(command)).toMatchObject({ operation: 'SendCommand' })
})
