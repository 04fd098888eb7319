import type { editor } from 'monaco-editor/editor/editor.api'
import type { CodeEditorProps } from './code-editor'
import { provide, rangeOf } from './code-providers'
import type { CodeEdit, CodeHandle, CodeMarker } from './code-services'
import { applyTheme, watchTheme } from './code-theme'
import type { Monaco } from './monaco'
import { scriptDecorations } from './script-colours'

type Given = Omit<CodeEditorProps, 'handle'>

export interface CodeInstance extends CodeHandle {
  showMarkers: (markers: readonly CodeMarker[]) => void
  setLanguage: (language: Given['language']) => void
  setReadOnly: (readOnly: boolean) => void
  dispose: () => void
}

const recolourAfterMs = 150

export function openEditor(monaco: Monaco, place: HTMLElement, given: () => Given): CodeInstance {
  applyTheme(monaco)
  const model = monaco.editor.createModel(given().value, given().language)
  const view = monaco.editor.create(place, optionsOf(given(), model))
  unbindOurKeys(monaco)
  const scripts = view.createDecorationsCollection()
  let timer: ReturnType<typeof setTimeout> | undefined
  const recolour = () => scripts.set(scriptDecorations(monaco, model, given().services.scripts(model.getValue())))
  const watching = [
    model.onDidChangeContent(() => {
      given().onChange(() => model.getValue())
      clearTimeout(timer)
      timer = setTimeout(recolour, recolourAfterMs)
    }),
    view.onDidChangeCursorPosition(({ position }) => given().onCursor?.(model.getOffsetAt(position))),
    ...provide(monaco, { model, services: given().services, markers: () => given().markers }),
  ]
  const unwatch = watchTheme(() => applyTheme(monaco))
  recolour()
  const showMarkers = (markers: readonly CodeMarker[]) =>
    monaco.editor.setModelMarkers(
      model,
      'document',
      markers.map((marker) => markerOf(monaco, model, marker)),
    )
  showMarkers(given().markers)
  return {
    ...handleOf(view, model),
    showMarkers,
    setLanguage: (language) => monaco.editor.setModelLanguage(model, language),
    setReadOnly: (readOnly) => view.updateOptions({ readOnly }),
    dispose() {
      clearTimeout(timer)
      unwatch()
      for (const one of watching) one.dispose()
      view.dispose()
      model.dispose()
    },
  }
}

function handleOf(view: editor.IStandaloneCodeEditor, model: editor.ITextModel): CodeHandle {
  const edit = (edits: readonly CodeEdit[]) => {
    const operations = edits.map((one) => ({ range: rangeOf(model, one), text: one.text, forceMoveMarkers: true }))
    // Through the model: the text that another tab wrote has to get in while nobody may type here.
    model.pushStackElement()
    model.pushEditOperations(view.getSelections(), operations, () => null)
    model.pushStackElement()
  }
  return {
    text: () => model.getValue(),
    edit,
    replaceAll: (text) => edit([{ start: 0, end: model.getValueLength(), text }]),
    reveal(span) {
      const range = rangeOf(model, span)
      view.setSelection(range)
      view.revealRangeInCenterIfOutsideViewport(range)
    },
    focus: () => view.focus(),
    undo: () => view.trigger('document', 'undo', undefined),
    redo: () => view.trigger('document', 'redo', undefined),
    nextProblem() {
      view.focus()
      view.trigger('document', 'editor.action.marker.next', undefined)
    },
  }
}

function optionsOf({ label, readOnly }: Given, model: editor.ITextModel): editor.IStandaloneEditorConstructionOptions {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
  return {
    model,
    ariaLabel: label,
    readOnly: readOnly ?? false,
    automaticLayout: true,
    fontFamily: 'var(--font-jetbrains), ui-monospace, monospace',
    fontSize: 0.8125 * rem,
    lineHeight: 1.25 * rem,
    minimap: { enabled: false },
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    scrollBeyondLastLine: false,
    wordBasedSuggestions: 'off',
    quickSuggestions: { other: true, strings: true, comments: false },
    fixedOverflowWidgets: true,
    renderLineHighlight: 'line',
    padding: { top: 8, bottom: 8 },
    unicodeHighlight: { ambiguousCharacters: false },
  }
}

/** Ctrl+K is the command palette of the whole page, F1 is not ours to take. */
function unbindOurKeys(monaco: Monaco): void {
  const { KeyMod, KeyCode } = monaco
  monaco.editor.addKeybindingRules(
    [KeyMod.CtrlCmd | KeyCode.KeyK, KeyMod.CtrlCmd | KeyCode.Enter, KeyCode.F1].map((keybinding) => ({
      keybinding,
      command: null,
    })),
  )
}

function markerOf(monaco: Monaco, model: editor.ITextModel, { severity, message, code, ...span }: CodeMarker) {
  const { MarkerSeverity } = monaco
  const severities = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, hint: MarkerSeverity.Info }
  const widened = { start: span.start, end: Math.max(span.end, span.start + 1) }
  return { ...rangeOf(model, widened), severity: severities[severity], message, code }
}
