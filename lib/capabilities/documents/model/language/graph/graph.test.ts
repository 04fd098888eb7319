import { describe, expect, it } from 'vitest'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { extractGraph } from './extract-graph'

const graphOf = (text: string) => extractGraph(parseDocument(text))
const edgesOf = (text: string): string[] =>
  graphOf(text).edges.map(
    ({ from, kind, to, label, missing }) => `${from} ${kind} ${to ?? `?${missing}`}${label === '' ? '' : ` (${label})`}`,
  )

const top = "schemaVersion: '0.3'\nmainSteps:\n"
const branch = `${top}- name: find
  action: aws:executeAwsApi
  onFailure: step:tidy
  onCancel: step:tidy
- name: choose
  action: aws:branch
  inputs:
    Choices:
    - NextStep: tidy
      Variable: '{{ find.State }}'
      StringEquals: x
    - NextStep: gone
      Or:
      - {Variable: '{{ find.A }}', NumericGreater: 3}
      - Not: {Variable: '{{ find.B }}', BooleanEquals: true}
- name: skip
  action: aws:pause
  onFailure: Continue
  isEnd: true
- name: tidy
  action: aws:pause
`

describe('the graph of the steps', () => {
  it('has every way on', () => {
    expect(edgesOf(branch)).toEqual([
      'find next choose',
      'find failure tidy',
      'find cancel tidy',
      'choose choice tidy (find.State is "x")',
      'choose choice ?gone (find.A > 3 or not find.B is true)',
      'choose default skip',
      'skip next end',
      'skip failure end (continue)',
      'tidy next end',
    ])
  })

  it('has the steps of loops, with the loop they belong to', () => {
    const text = `${top}- name: each\n  action: aws:loop\n  inputs:\n    Iterators: [a]\n    Steps:\n    - {name: in1, action: aws:pause}\n    - {name: in2, action: aws:pause}\n- {name: after, action: aws:pause}\n`
    const { nodes, start } = graphOf(text)
    expect(start).toBe('each')
    expect(nodes.map(({ id, loop, line }) => [id, loop, line])).toEqual([
      ['each', undefined, 3],
      ['after', undefined, 10],
      ['in1', 'each', 8],
      ['in2', 'each', 9],
    ])
    expect(edgesOf(text)).toEqual(['each next after', 'after next end', 'in1 next in2', 'in2 next end'])
  })

  it('has the plugins of schema 1.2 in a row', () => {
    expect(edgesOf("schemaVersion: '1.2'\nruntimeConfig:\n  aws:psModule: {}\n  aws:runShellScript: {}\n")).toEqual([
      'aws:psModule next aws:runShellScript',
      'aws:runShellScript next end',
    ])
  })

  it('of a Command document knows where a step leaves it', () => {
    const text =
      "schemaVersion: '2.2'\nmainSteps:\n- {name: a, action: aws:runShellScript, inputs: {onFailure: exit}}\n- {name: b, action: aws:runShellScript}\n"
    expect(edgesOf(text)).toEqual(['a next b', 'a failure end (exit)', 'b next end'])
  })

  it('of broken text has the steps before the break, and says where it is', () => {
    const { nodes, stoppedAt } = graphOf(`${branch}- name: [broken\n  action: x\n`)
    expect(nodes.map(({ name }) => name)).toEqual(['find', 'choose', 'skip', 'tidy'])
    expect(stoppedAt).toMatchObject({ line: 24, message: expect.stringContaining('Not YAML') })
    const json = '{"schemaVersion": "0.3", "mainSteps": [{"name": "a", "action": "aws:pause"}, {"name": "b", '
    expect(graphOf(json).nodes.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(graphOf(json).stoppedAt).toMatchObject({ line: 1 })
  })

  it('keeps steps apart that have one name or none', () => {
    const { nodes } = graphOf(`${top}- {name: a}\n- {name: a}\n- {action: x}\n`)
    expect(nodes.map(({ id }) => id)).toEqual(['a', 'mainSteps.1', 'mainSteps.2'])
    expect(graphOf('').nodes).toEqual([])
  })
})
