import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Source } from '#agent/plugins/download-content/sources'
import { requiredText } from '#agent/plugins/inputs'
import { fetchDocument, parseDocumentReference } from '#agent/plugins/node-documents'

/** `{"name": "Name", "Name:3" or an ARN}`; kept as `Name.json`. */
export function documentSource(info: Readonly<Record<string, unknown>>): Source {
  const reference = parseDocumentReference(requiredText(info, 'name'))
  return {
    async fetch({ context, signal, staging }) {
      const document = await fetchDocument(context, reference, signal)
      const file = path.join(staging, 'document.json')
      writeFileSync(file, document.content, { mode: 0o600 })
      return { kind: 'file', file, name: `${path.basename(document.name)}.json` }
    },
  }
}
