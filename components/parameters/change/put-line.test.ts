import { expect, test } from 'vitest'
import { putLine } from './put-line'

const endpoint = { url: 'https://ssm.example.test', region: 'eu-1' }

test('a value is quoted, what the shell looks up is not', () => {
  const input = { Name: '/a', Type: 'String', Value: "it's $HOME", Overwrite: true }
  expect(putLine(input, endpoint)).toContain(`--value 'it'\\''s $HOME' --overwrite`)
  expect(putLine({ ...input, Value: '$VALUE' }, endpoint, 'shell')).toContain('--value "$VALUE" --overwrite')
})
