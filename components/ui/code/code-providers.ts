import type { editor, IDisposable, IRange, languages } from 'monaco-editor/editor/editor.api'
import type { CodeCompletion, CodeEdit, CodeMarker, CodeServices, CodeSpan } from './code-services'
import type { Monaco } from './monaco'

type Model = editor.ITextModel

export interface Provided {
  model: Model
  services: CodeServices
  markers: () => readonly CodeMarker[]
}

export function rangeOf(model: Model, { start, end }: CodeSpan): IRange {
  const from = model.getPositionAt(start)
  const to = model.getPositionAt(end)
  return { startLineNumber: from.lineNumber, startColumn: from.column, endLineNumber: to.lineNumber, endColumn: to.column }
}

/** Monaco keeps providers per language for all editors of the page: each answers for its own text only. */
export function provide(monaco: Monaco, provided: Provided): readonly IDisposable[] {
  return ['yaml', 'json'].flatMap((language) => [
    monaco.languages.registerCompletionItemProvider(language, completionProvider(monaco, provided)),
    monaco.languages.registerHoverProvider(language, hoverProvider(provided)),
    monaco.languages.registerDefinitionProvider(language, definitionProvider(provided)),
    monaco.languages.registerRenameProvider(language, renameProvider(provided)),
    monaco.languages.registerCodeActionProvider(language, fixProvider(provided)),
    monaco.languages.registerDocumentSymbolProvider(language, symbolProvider(monaco, provided)),
    monaco.languages.registerDocumentFormattingEditProvider(language, formatProvider(provided)),
  ])
}

function completionProvider(monaco: Monaco, { model, services }: Provided): languages.CompletionItemProvider {
  const { CompletionItemKind } = monaco.languages
  const kinds: Record<CodeCompletion['kind'], number> = {
    key: CompletionItemKind.Property,
    action: CompletionItemKind.Function,
    value: CompletionItemKind.Value,
    step: CompletionItemKind.Reference,
    reference: CompletionItemKind.Variable,
  }
  return {
    triggerCharacters: ['{', '.', ':', ' ', '"'],
    provideCompletionItems(asked, position) {
      if (asked !== model) return { suggestions: [] }
      const found = services.completions(model.getValue(), model.getOffsetAt(position))
      return {
        suggestions: found.map(({ kind, label, detail, documentation, insert, replace }, index) => ({
          label,
          kind: kinds[kind],
          detail,
          documentation: { value: documentation },
          insertText: insert,
          range: rangeOf(model, replace),
          sortText: String(index).padStart(4, '0'),
        })),
      }
    },
  }
}

function hoverProvider({ model, services }: Provided): languages.HoverProvider {
  return {
    provideHover(asked, position) {
      const found = asked === model ? services.hover(model.getValue(), model.getOffsetAt(position)) : undefined
      return found ? { range: rangeOf(model, found.span), contents: [{ value: found.text }] } : null
    },
  }
}

function definitionProvider({ model, services }: Provided): languages.DefinitionProvider {
  return {
    provideDefinition(asked, position) {
      const found = asked === model ? services.definition(model.getValue(), model.getOffsetAt(position)) : undefined
      return found ? { uri: model.uri, range: rangeOf(model, found) } : null
    },
  }
}

function renameProvider({ model, services }: Provided): languages.RenameProvider {
  const nameAt = (offset: number) => services.nameAt(model.getValue(), offset)
  return {
    resolveRenameLocation(_asked, position) {
      const found = nameAt(model.getOffsetAt(position))
      const range = rangeOf(model, found?.span ?? { start: 0, end: 0 })
      return found ? { range, text: found.name } : { range, text: '', rejectReason: 'There is no step name here.' }
    },
    provideRenameEdits(_asked, position, to) {
      const found = nameAt(model.getOffsetAt(position))
      const edits = found && services.rename(model.getValue(), found.name, to)
      return edits
        ? workspaceEdit(model, edits)
        : { edits: [], rejectReason: 'That is no name for a step, or another step has it.' }
    },
  }
}

function symbolProvider(monaco: Monaco, { model, services }: Provided): languages.DocumentSymbolProvider {
  const kind = monaco.languages.SymbolKind.Function
  return {
    provideDocumentSymbols(asked) {
      const found = asked === model ? services.symbols(model.getValue()) : []
      return found.map(({ name, detail, ...span }) => {
        const range = rangeOf(model, span)
        return { name, detail, kind, tags: [], range, selectionRange: range }
      })
    },
  }
}

function formatProvider({ model, services }: Provided): languages.DocumentFormattingEditProvider {
  return {
    provideDocumentFormattingEdits(asked) {
      const text = asked === model ? services.format(model.getValue()) : undefined
      return text === undefined ? [] : [{ range: model.getFullModelRange(), text }]
    },
  }
}

function workspaceEdit(model: Model, edits: readonly CodeEdit[]): languages.WorkspaceEdit {
  return {
    edits: edits.map((edit) => ({
      resource: model.uri,
      versionId: model.getVersionId(),
      textEdit: { range: rangeOf(model, edit), text: edit.text },
    })),
  }
}

function fixProvider({ model, markers }: Provided): languages.CodeActionProvider {
  return {
    provideCodeActions(asked, range) {
      const start = model.getOffsetAt({ lineNumber: range.startLineNumber, column: 1 })
      const end = model.getOffsetAt({ lineNumber: range.endLineNumber, column: model.getLineMaxColumn(range.endLineNumber) })
      const near = asked === model ? markers().filter((marker) => marker.start <= end && marker.end >= start) : []
      const actions = near.flatMap(({ fixes }) =>
        fixes.map(({ title, edits }) => ({ title, kind: 'quickfix', edit: workspaceEdit(model, edits) })),
      )
      return { actions, dispose: () => undefined }
    },
  }
}
