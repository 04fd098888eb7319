import type { Monaco } from './monaco'

const tokens = {
  type: 'code-key',
  string: 'code-string',
  number: 'code-number',
  keyword: 'code-keyword',
  comment: 'code-comment',
  variable: 'code-variable',
  tag: 'code-variable',
}

const colours = {
  'editor.background': 'surface',
  'editor.foreground': 'text',
  'editorLineNumber.foreground': 'text-3',
  'editorLineNumber.activeForeground': 'text',
  'editor.selectionBackground': 'selected',
  'editor.lineHighlightBackground': 'raised',
  'editorCursor.foreground': 'accent',
  'editorWidget.background': 'surface',
  'editorWidget.foreground': 'text',
  'editorWidget.border': 'line-strong',
  'editorSuggestWidget.selectedBackground': 'selected',
  'editorSuggestWidget.selectedForeground': 'text',
  'editorSuggestWidget.highlightForeground': 'accent',
  'editorSuggestWidget.focusHighlightForeground': 'accent',
  'editorHoverWidget.background': 'surface',
  'editorError.foreground': 'bad-solid',
  'editorWarning.foreground': 'warn-solid',
  focusBorder: 'focus',
  'input.background': 'surface',
  'input.foreground': 'text',
}

/** Monaco wants its colours as numbers; the page has them as variables of the theme that is on. */
export function applyTheme(monaco: Monaco): void {
  const probe = document.createElement('span')
  document.body.append(probe)
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`
    return hexOf(getComputedStyle(probe).color)
  }
  const isDark = Number.parseInt(colour('surface').slice(1, 3), 16) < 128
  const theme = isDark ? 'quarterdeck-dark' : 'quarterdeck-light'
  monaco.editor.defineTheme(theme, {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: Object.entries(tokens).flatMap(([token, name]) =>
      ['', '.yaml', '.json'].map((language) => ({ token: token + language, foreground: colour(name).slice(1) })),
    ),
    colors: Object.fromEntries(Object.entries(colours).map(([key, name]) => [key, colour(name)])),
  })
  probe.remove()
  monaco.editor.setTheme(theme)
}

function hexOf(colour: string): string {
  const parts = colour.match(/\d+/g)?.slice(0, 3) ?? ['0', '0', '0']
  return `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`
}

export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const media = matchMedia('(prefers-color-scheme: dark)')
  media.addEventListener('change', onChange)
  return () => {
    observer.disconnect()
    media.removeEventListener('change', onChange)
  }
}
