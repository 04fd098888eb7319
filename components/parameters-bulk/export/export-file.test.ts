import { describe, expect, test } from 'vitest'
import type { Exported } from '../own-operations'
import { exportFile } from './export-file'

const parameter = (Name: string, more: Partial<Exported> = {}) =>
  ({ Name, Type: 'String', Value: 'v', Version: 1, ...more }) as Exported

describe('a file of a subtree', () => {
  test('has names below the path, and says how many secrets are not in it', async () => {
    const parameters = [parameter('/prod/db/host'), { ...parameter('/prod/pw', { Type: 'SecureString' }), Value: undefined }]
    const file = await exportFile(parameters, { path: '/prod', format: 'json' })
    expect(file).toEqual({ name: 'prod.json', text: '{\n  "db/host": "v"\n}\n', left: 1 })
  })

  test('with secrets names their type', async () => {
    const { text } = await exportFile([parameter('/p/pw', { Type: 'SecureString' })], { path: '/p', format: 'yaml' })
    expect(text).toContain('SecureString')
  })

  test('is refused when two would be one variable, and when there is nothing', async () => {
    const two = [parameter('/p/a/b'), parameter('/p/a_b')]
    await expect(exportFile(two, { path: '/p', format: 'env' })).rejects.toThrow('a/b, a_b')
    await expect(exportFile([], { path: '/p', format: 'env' })).rejects.toThrow('no parameter')
  })
})
