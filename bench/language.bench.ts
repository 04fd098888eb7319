/** What the document language promises to an editor: a text of 64 kB is checked, completed and drawn while somebody types. */
import { parseDocument } from '../lib/vocabulary/document-tree/parse-document'
import { completionsAt } from '../lib/capabilities/documents/model/language/editor/completion'
import { extractGraph } from '../lib/capabilities/documents/model/language/graph/extract-graph'
import { validateDocument } from '../lib/capabilities/documents/model/language/validate/validate-document'
import { percentile, report } from './support/report'

const size = 64 * 1024
const turns = 60

/** A runbook of as many steps as fit. */
function runbook(): string {
  const head = "schemaVersion: '0.3'\nparameters:\n  Id:\n    type: String\nmainSteps:\n"
  const tail = '- name: last\n  action: aws:sleep\n  inputs:\n    Duration: PT1S\n'
  let text = head
  for (let index = 0; ; index += 1) {
    const reference = index === 0 ? 'Id' : `step${index - 1}.State`
    const step = `- name: step${index}\n  action: aws:executeAwsApi # asks\n  onFailure: Abort\n  inputs:\n    Service: ec2\n    Api: DescribeInstances\n    InstanceIds:\n      - "{{ ${reference} }}"\n  outputs:\n    - Name: State\n      Selector: $.Reservations[0].Instances[0].State.Name\n      Type: String\n`
    if (text.length + step.length + tail.length > size) return text + tail
    text += step
  }
}

function measure(work: () => void): { median: number; slowest: number } {
  for (let turn = 0; turn < 20; turn += 1) work()
  const times = Array.from({ length: turns }, () => {
    const since = performance.now()
    work()
    return performance.now() - since
  })
  return { median: percentile(times, 0.5), slowest: percentile(times, 0.95) }
}

function row(promise: string, limit: number, work: () => void): void {
  const { median, slowest } = measure(work)
  const measured = `${median.toFixed(1)} ms, 95% within ${slowest.toFixed(1)} ms`
  report({ promise, measured, goal: `under ${limit} ms`, met: median < limit })
}

const yaml = runbook()
const json = JSON.stringify({
  schemaVersion: '2.2',
  mainSteps: Array.from({ length: 650 }, (_, index) => ({
    action: 'aws:runShellScript',
    name: `step${index}`,
    inputs: { runCommand: ['echo "{{ nothing }}"'] },
  })),
})
const cursor = yaml.lastIndexOf('Duration')
const broken = `${yaml.slice(0, cursor)}\n${yaml.slice(cursor)}`

row(`a document of ${Math.round(yaml.length / 1024)} kB of YAML is validated`, 20, () => validateDocument(yaml))
row(`a document of ${Math.round(json.length / 1024)} kB of JSON is validated`, 20, () => validateDocument(json))
row('completion at its end', 50, () => completionsAt(yaml, cursor))
row('completion while the text is broken', 50, () => completionsAt(broken, cursor))
row('completion of a reference', 50, () => completionsAt(yaml, yaml.lastIndexOf('{{ step') + 5))
row('the graph of its steps', 50, () => extractGraph(parseDocument(yaml)))
