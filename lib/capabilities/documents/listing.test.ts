import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { listBuiltins } from './catalogue'
import { createDocument } from './operations/create-document'
import { listDocuments } from './operations/list-documents'
import { updateDocument } from './operations/update-document'
import { calendar, greetYaml, restartRunbook, scriptJson } from './testing/sample-documents'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
  await test.call(createDocument, { Name: 'Patch-Web', Content: scriptJson('yum update'), Tags: [{ Key: 'team', Value: 'web' }] })
  await test.call(createDocument, { Name: 'Patch-Db', Content: scriptJson('apt upgrade'), Tags: [{ Key: 'team', Value: 'db' }] })
  await test.call(createDocument, {
    Name: 'greet',
    Content: greetYaml,
    DocumentFormat: 'YAML',
    TargetType: '/',
    DisplayName: 'Wave',
  })
  await test.call(createDocument, { Name: 'Restart', Content: restartRunbook, DocumentType: 'Automation' })
  await test.call(createDocument, { Name: 'Freeze', Content: calendar, DocumentType: 'ChangeCalendar', DocumentFormat: 'TEXT' })
  await test.call(updateDocument, { Name: 'greet', Content: scriptJson('echo later') })
})
afterAll(async () => test.close())

const builtins = listBuiltins({ url: 'https://localhost', accountId: '000000000001' })
const builtin = builtins.map(({ name }) => name).sort()
const ofAmazon = builtin.filter((name) => name !== 'Quarterdeck-Diagnostics')
const windows = builtins.filter(({ platformTypes }) => platformTypes.includes('Windows')).map(({ name }) => name)

const ofType = (type: string) => builtins.flatMap((one) => (one.type === type ? [one.name] : [])).sort()

async function namesFor(input: object, caller = testUser()) {
  const { DocumentIdentifiers = [] } = await test.call(listDocuments, input, caller)
  return DocumentIdentifiers.map(({ Name }) => Name)
}

const filters = (...pairs: [string, ...string[]][]) => ({ Filters: pairs.map(([Key, ...Values]) => ({ Key, Values })) })

describe('ListDocuments', () => {
  it('pages by name through stored and built-in documents alike', async () => {
    const names: (string | undefined)[] = []
    let NextToken: string | undefined
    do {
      const page = await test.call(listDocuments, { MaxResults: 3, NextToken })
      expect(page.DocumentIdentifiers?.length).toBeLessThanOrEqual(3)
      names.push(...(page.DocumentIdentifiers ?? []).map(({ Name }) => Name))
      NextToken = page.NextToken
    } while (NextToken)
    expect(names).toEqual([...builtin, 'Freeze', 'Patch-Db', 'Patch-Web', 'Restart', 'greet'].sort())
  })

  it('shows the default version with tags and owner', async () => {
    const { DocumentIdentifiers } = await test.call(listDocuments, filters(['Name', 'Patch-Web']))
    expect(DocumentIdentifiers).toMatchObject([
      {
        Name: 'Patch-Web',
        Owner: '000000000001',
        Author: 'owner@example.net',
        DocumentVersion: '1',
        DocumentType: 'Command',
        DocumentFormat: 'JSON',
        SchemaVersion: '2.2',
        Tags: [{ Key: 'team', Value: 'web' }],
      },
    ])
    const { DocumentIdentifiers: greet } = await test.call(listDocuments, filters(['Name', 'greet']))
    expect(greet).toMatchObject([{ DocumentVersion: '1', DocumentFormat: 'YAML', DisplayName: 'Wave' }])
  })

  it.each([
    [filters(['Owner', 'Self']), ['Freeze', 'Patch-Db', 'Patch-Web', 'Restart', 'greet']],
    [filters(['Owner', '000000000001'], ['DocumentType', 'Automation']), ['Restart']],
    [filters(['Owner', 'Amazon']), ofAmazon],
    [filters(['Owner', 'Quarterdeck']), ['Quarterdeck-Diagnostics']],
    [filters(['Owner', 'Public']), builtin],
    [filters(['Owner', 'Amazon'], ['DocumentType', 'Session']), ofType('Session')],
    [
      filters(['Owner', 'Amazon'], ['DocumentType', 'Command']),
      ofAmazon.filter((name) => ![...ofType('Session'), ...ofType('Automation')].includes(name)),
    ],
    [filters(['SearchKeyword', 'a whole script on LINUX and macOS']), ['AWS-RunShellScript']],
    [filters(['Owner', 'Private']), []],
    [filters(['Owner', 'ThirdParty']), []],
    [filters(['Owner', 'Amazon', 'Self'], ['PlatformTypes', 'Windows']), [...windows, 'Restart'].sort()],
    [filters(['DocumentType', 'Automation', 'ChangeCalendar'], ['Owner', 'Self']), ['Freeze', 'Restart']],
    [filters(['DocumentType', 'Automation'], ['Owner', 'Amazon']), ofType('Automation')],
    [filters(['DocumentType', 'Session']), ofType('Session')],
    [filters(['DocumentType', 'Package']), []],
    [filters(['SearchKeyword', 'SALT MINION']), ['AWS-RunSaltState']],
    [filters(['Name', 'Patch-', 'AWS-RunSh']), ['AWS-RunShellScript', 'Patch-Db', 'Patch-Web']],
    [filters(['Name', '%']), []],
    [filters(['TargetType', '/AWS::EC2::Instance'], ['Owner', 'Self']), []],
    [filters(['TargetType', '/'], ['Owner', 'Self']), ['greet']],
    [filters(['SearchKeyword', 'WAVE']), ['greet']],
    [filters(['SearchKeyword', 'apt up']), ['Patch-Db']],
    [filters(['SearchKeyword', 'health']), ['Quarterdeck-Diagnostics']],
    [filters(['tag:team', 'web']), ['Patch-Web']],
    [filters(['tag:team', 'web', 'db']), ['Patch-Db', 'Patch-Web']],
    [filters(['tag:team']), ['Patch-Db', 'Patch-Web']],
    [filters(['tag:team', 'ops']), []],
    [{ DocumentFilterList: [{ key: 'Name', value: 'AWS-RunSh' }] }, ['AWS-RunShellScript']],
    [{ DocumentFilterList: [{ key: 'Owner', value: 'self' }] }, 'ValidationException'],
    [filters(['Colour', 'red']), 'InvalidFilterKey'],
    [filters(['Colour']), 'InvalidFilterKey'],
    [filters(['Owner', 'Self'], ['Colour', 'red']), 'InvalidFilterKey'],
    [filters(['tag:', 'red']), 'InvalidFilterKey'],
    [filters(['Name']), 'ValidationException'],
    [filters(['tag:a', 'x'], ['tag:b', 'y']), 'ValidationException'],
    [{ NextToken: 'nonsense!' }, 'InvalidNextToken'],
    [{ MaxResults: 51 }, 'ValidationException'],
    [{ ...filters(['Name', 'x']), DocumentFilterList: [{ key: 'Name', value: 'x' }] }, 'ValidationException'],
  ])('answers %j with %j', async (input, expected) => {
    if (typeof expected === 'string') await expect(namesFor(input)).rejects.toMatchObject({ code: expected })
    else expect(await namesFor(input)).toEqual(expected)
  })

  it('shows nothing of other accounts', async () => {
    const stranger = { ...testUser(), accountId: '000000000002' }
    expect(await namesFor({}, stranger)).toEqual(builtin)
  })
})
