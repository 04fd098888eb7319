import { completionsAt } from '#lib/capabilities/documents/model/language/editor/completion'
import { definitionAt, hoverAt, stepNamedAt } from '#lib/capabilities/documents/model/language/editor/hover'
import { renameStep } from '#lib/capabilities/documents/model/language/edit/rename-step'
import { formatDocument } from '#lib/capabilities/documents/model/language/format'
import { allSteps, stepListsOf } from '#lib/capabilities/documents/model/language/graph/steps'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import type { CodeServices } from '#queries/ui/code/code-services'
import type { DocumentKind } from './read-document'
import { scriptsIn } from './scripts/scripts-in'

/** What our language says to Monaco, of the format that the text has at the time. */
export class DocumentServices {
  readonly services = documentServices(() => this.#kind)
  #kind: DocumentKind

  constructor(kind: DocumentKind) {
    this.#kind = kind
  }

  setKind(kind: DocumentKind): void {
    this.#kind = kind
  }
}

function documentServices(kind: () => DocumentKind): CodeServices {
  const options = () => {
    const { type, format } = kind()
    return format === 'TEXT' ? undefined : { type, format }
  }
  const parse = (text: string) => parseDocument(text, options()?.format)
  return {
    completions(text, offset) {
      const asked = options()
      return asked ? completionsAt(text, offset, asked) : []
    },
    hover(text, offset) {
      const asked = options()
      return asked && hoverAt(text, offset, asked)
    },
    definition: (text, offset) => (options() ? definitionAt(parse(text), offset) : undefined),
    nameAt(text, offset) {
      const found = options() && stepNamedAt(parse(text), offset)
      return found && { span: found.span, name: found.step.name ?? '' }
    },
    rename: (text, from, to) => renameStep(parse(text), from, to),
    symbols: (text) =>
      options()
        ? allSteps(stepListsOf(parse(text).root)).flatMap(({ name, action = '', node }) =>
            name === undefined ? [] : { name, detail: action, start: node.start, end: node.end },
          )
        : [],
    format: (text) => (options() ? formatDocument(parse(text)) : undefined),
    scripts: (text) => (options() ? scriptsIn(parse(text)) : []),
  }
}
