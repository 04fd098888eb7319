/* Monaco with what documents need and nothing else. Loaded only by code-editor-live. */
import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/powershell/register'
import 'monaco-editor/languages/definitions/python/register'
import 'monaco-editor/languages/definitions/shell/register'
import 'monaco-editor/languages/definitions/yaml/register'
import { giveStylesTheNonce } from './style-nonce'

export { monaco }

export type Monaco = typeof monaco

export function prepareMonaco(): Monaco {
  giveStylesTheNonce()
  self.MonacoEnvironment ??= {
    getWorker: () => new Worker(new URL('./editor.worker.ts', import.meta.url), { type: 'module' }),
  }
  if (!monaco.languages.getLanguages().some(({ id }) => id === 'json')) registerJson()
  return monaco
}

/** Monaco's own JSON comes with a worker that would check what our language checks. */
function registerJson(): void {
  monaco.languages.register({ id: 'json' })
  monaco.languages.setLanguageConfiguration('json', {
    brackets: [
      ['{', '}'],
      ['[', ']'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '"', close: '"', notIn: ['string'] },
    ],
  })
  monaco.languages.setMonarchTokensProvider('json', {
    tokenizer: {
      root: [
        [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'type'],
        [/"(?:[^"\\]|\\.)*"?/, 'string'],
        [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
        [/\b(?:true|false|null)\b/, 'keyword'],
        [/[{}[\]]/, '@brackets'],
      ],
    },
  })
}
