import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { zipFiles } from './zip-files'

const read = `import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps([[name, archive.read(name).decode()] for name in archive.namelist()]))`

test('another program reads the archive, checksums and all', () => {
  const files = [
    { name: 'restart-web.yaml', text: "schemaVersion: '2.2'\n" },
    { name: 'grüße.json', text: '{"é": "😀"}' },
    { name: 'empty.ics', text: '' },
  ]
  const folder = mkdtempSync(path.join(tmpdir(), 'qd-zip-'))
  try {
    const file = path.join(folder, 'documents.zip')
    writeFileSync(file, Buffer.concat(zipFiles(files)))
    const answer = execFileSync('python3', ['-c', read, file], { encoding: 'utf8' })
    expect(JSON.parse(answer)).toEqual(files.map(({ name, text }) => [name, text]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
