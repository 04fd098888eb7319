import { describe, expect, test } from 'vitest'
import { joinPreviews, type Preview, previewWarnings, resolutionOf, runsAsSentence, timeSentence } from './preview'

const preview: Preview = {
  DocumentName: 'AWS-RunShellScript',
  DocumentVersion: '1',
  PlatformTypes: ['Linux', 'MacOS'],
  Matched: 5,
  Online: 3,
  Offline: 1,
  Skipped: [{ Reason: 'InvalidPlatform', Count: 1 }],
  Nodes: [
    { InstanceId: 'mi-1', Name: 'web-1', PingStatus: 'Online', PlatformType: 'Linux', SkippedBecause: undefined },
    { InstanceId: 'mi-2', Name: 'win-1', PingStatus: 'Online', PlatformType: 'Windows', SkippedBecause: 'InvalidPlatform' },
  ],
  Concurrency: 50,
  ErrorsAllowed: 0,
  Waves: 1,
  TimeoutSeconds: 600,
  ExecutionSeconds: 3600,
  RunsAs: [
    { User: 'root', Count: 3 },
    { User: 'maria', Count: 1 },
  ],
}

describe('sentences of the preview', () => {
  test('who it runs as', () => {
    expect(runsAsSentence(preview)).toBe('As root on 3 nodes, as maria on 1 node.')
    expect(runsAsSentence({ ...preview, RunsAs: [] })).toBe("As the agent's own account, normally root, on 4 nodes.")
    expect(runsAsSentence({ ...preview, RunsAs: [], Online: 0, Offline: 0 })).toBe('')
  })

  test('how long it may take', () => {
    expect(timeSentence(preview)).toBe('A node has 10 min to pick it up, then it may run up to 1 h.')
  })

  test('warnings say what follows', () => {
    expect(previewWarnings(preview, 1)).toEqual(['1 node is offline: it runs there only if they connect within 10 min.'])
    expect(previewWarnings({ ...preview, Online: 0, Offline: 0 }, 1)[0]).toMatch(/^No node would run this/)
    expect(previewWarnings({ ...preview, Offline: 0 }, 3)[0]).toMatch(/sent as 3 commands/)
  })
})

test('skipped nodes have a reason and are not in the sample', () => {
  const resolution = resolutionOf(preview)
  expect(resolution).toMatchObject({ total: 4, online: 3, offline: 1 })
  expect(resolution.skipped).toEqual([{ reason: 'AWS-RunShellScript is for Linux and MacOS only', count: 1 }])
  expect(resolution.sample.map((node) => node.id)).toEqual(['mi-1'])
})

describe('previews of a choice sent in parts', () => {
  const ok = { Ok: true as const, Problem: undefined, Preview: preview }
  test('add up', () => {
    expect(joinPreviews([ok, ok])?.Preview).toMatchObject({
      Matched: 10,
      Online: 6,
      Offline: 2,
      Skipped: [{ Reason: 'InvalidPlatform', Count: 2 }],
      RunsAs: [
        { User: 'root', Count: 6 },
        { User: 'maria', Count: 2 },
      ],
    })
  })
  test('the first problem speaks for all', () => {
    const wrong = { Ok: false as const, Problem: { Code: 'InvalidInstanceId', Message: 'Not registered.' }, Preview: undefined }
    expect(joinPreviews([ok, wrong])?.Problem?.Code).toBe('InvalidInstanceId')
    expect(joinPreviews([])).toBeUndefined()
  })
})
