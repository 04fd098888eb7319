import { defaultValues, type ParamSpec } from '#queries/ui/param-rules'

/** What a document asks for, as it declares it. */
export function ParameterTable({ parameters }: { parameters: readonly ParamSpec[] }) {
  if (parameters.length === 0) return <p className="text-body text-text-3">This document has no parameters.</p>
  return (
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Parameters of the document"
      className="overflow-x-auto rounded-card border border-line bg-surface"
    >
      <table className="w-full text-left text-body">
        <caption className="sr-only">Parameters</caption>
        <thead className="bg-raised text-meta text-text-2">
          <tr>
            {['Name', 'Type', 'Default', 'Rules', 'Description'].map((header) => (
              <th key={header} scope="col" className="px-3 py-1.5 font-medium whitespace-nowrap">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parameters.map((spec) => (
            <tr key={spec.name} className="border-t border-line align-top">
              <th scope="row" className="px-3 py-1.5 font-mono text-meta font-medium">
                {spec.name}
              </th>
              <td className="px-3 py-1.5 whitespace-nowrap">{spec.type}</td>
              <td className="max-w-64 px-3 py-1.5">
                <Default spec={spec} />
              </td>
              <td className="max-w-72 px-3 py-1.5 text-meta break-words text-text-2">{ruleWords(spec).join('; ')}</td>
              <td className="min-w-48 px-3 py-1.5 break-words text-text-2">{spec.description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Default({ spec }: { spec: ParamSpec }) {
  if (spec.default === undefined) return <span className="font-medium">required</span>
  const text = defaultValues(spec).join('\n')
  return text === '' ? (
    <span className="text-text-3">empty</span>
  ) : (
    <code className="line-clamp-4 text-meta break-words whitespace-pre-wrap">{text}</code>
  )
}

function ruleWords({ allowedValues, allowedPattern, minChars, maxChars, minItems, maxItems }: ParamSpec): string[] {
  return [
    allowedValues?.length ? `one of ${allowedValues.join(', ')}` : '',
    allowedPattern ? `matches ${allowedPattern}` : '',
    rangeWords(minChars, maxChars, 'characters'),
    rangeWords(minItems, maxItems, 'items'),
  ].filter(Boolean)
}

function rangeWords(least: number | undefined, most: number | undefined, unit: string): string {
  if (least !== undefined && most !== undefined) return `${least} to ${most} ${unit}`
  if (least !== undefined) return `at least ${least} ${unit}`
  return most === undefined ? '' : `at most ${most} ${unit}`
}
