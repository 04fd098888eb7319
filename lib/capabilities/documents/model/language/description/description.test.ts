import { describe, expect, it } from 'vitest'
import { knownActions } from '#agent/plugins/manifest'
import { isApiError } from '#lib/vocabulary/api-error'
import { printYamlValue } from '#lib/vocabulary/document-tree/print-yaml'
import { commandSchemas, parseCommandDocument } from '#lib/vocabulary/document'
import { listBuiltins, versionOfBuiltin } from '../../../catalogue'
import { readCorpus } from '../testing/corpus'
import type { Spec } from '../spec/spec'
import { validateDocument } from '../validate/validate-document'
import { automationActions } from './automation-actions'
import { commandPlugins } from './command-plugins'
import { documentTypes, schemaShapes, shapesOf } from './document-types'
import { stepLanguages } from './steps'

/** As the public documentation lists them. */
const publicActions =
  'approve assertAwsResourceProperty branch changeInstanceState copyImage createImage createStack createTags deleteImage deleteStack executeAutomation executeAwsApi executeScript executeStateMachine invokeLambdaFunction invokeWebhook loop pause runCommand runInstances sleep updateVariable waitForAwsResourceProperty'

function everySpec(spec: Spec, seen: Spec[] = []): Spec[] {
  seen.push(spec)
  if (spec.kind === 'object') for (const member of Object.values(spec.members)) everySpec(member, seen)
  if (spec.kind === 'list' || spec.kind === 'map') everySpec(spec.of, seen)
  if (spec.kind === 'either') for (const one of spec.of) everySpec(one, seen)
  return seen
}

describe('the description of the language', () => {
  it('has every public action of Automation', () => {
    expect([...automationActions.keys()]).toEqual(publicActions.split(' ').map((name) => `aws:${name}`))
  })

  it('has every plugin that agents know', () => {
    expect([...commandPlugins.keys()]).toEqual(expect.arrayContaining([...knownActions]))
    expect(commandPlugins.size).toBe(knownActions.length)
  })

  it('has the schema versions that Run Command runs', () => {
    const known = schemaShapes.filter(({ name }) => name.startsWith('command')).flatMap(({ versions }) => versions)
    expect(known.toSorted()).toEqual([...commandSchemas].toSorted())
  })

  it('has a shape for every document type', () => {
    expect(documentTypes).toHaveLength(17)
    for (const type of documentTypes) expect(shapesOf(type).length).toBeGreaterThan(0)
  })

  it('says of everything what it is', () => {
    const specs = [
      ...schemaShapes.flatMap(({ spec }) => everySpec(spec)),
      ...Object.values(stepLanguages).flatMap(({ members, actions }) => [
        ...Object.values(members).flatMap((member) => everySpec(member)),
        ...[...actions.values()].flatMap(({ inputs }) => everySpec(inputs)),
      ]),
    ]
    for (const spec of specs) expect(spec.description, JSON.stringify(spec).slice(0, 200)).toMatch(/^[A-Z].*[.…]$/s)
    for (const { summary } of [...automationActions.values(), ...commandPlugins.values()]) expect(summary).toMatch(/^[A-Z].*\.$/)
  })

  it('has nothing against the documents that come with the program', () => {
    for (const builtin of listBuiltins({ url: 'https://example.test', accountId: '123456789012' })) {
      for (const format of ['JSON', 'YAML'] as const) {
        const { content } = versionOfBuiltin(builtin)
        const { findings } = validateDocument(format === 'JSON' ? content : printYamlValue(builtin.content), { format })
        expect(
          findings.filter(({ severity }) => severity !== 'hint'),
          builtin.name,
        ).toEqual([])
      }
    }
  })

  it('refuses whatever Run Command could not read', () => {
    for (const { name, text, type } of readCorpus()) {
      const validated = validateDocument(text, { type })
      if (validated.type !== 'Command' || validated.format === 'TEXT') continue
      const isRefused = validated.findings.some(({ severity }) => severity === 'error')
      try {
        parseCommandDocument(text, validated.format)
      } catch (thrown) {
        expect(isApiError(thrown) && isRefused, `${name}: ${String(thrown)}`).toBe(true)
      }
    }
  })
})
