import { entryOf, itemsOf, memberOf, plainTextOf, textOf, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import { choiceOperators } from '../description/choices'
import { inputsOf, type StepView, stepWords } from '../graph/steps'
import { type DocumentView, tell } from './document-view'
import type { FindingCode, Severity } from './finding'
import { listed, shown, suggestion } from './nearest'

/** What the members of inputs mean to each other. */
export function checkInputRules(view: DocumentView): void {
  if (!view.isAutomation) return
  for (const step of view.lists.flatMap((list) => list.steps)) {
    const rule = step.action === undefined ? undefined : rules[step.action]
    rule?.(view, step)
  }
}

type Rule = (view: DocumentView, step: StepView) => void

const rules: Readonly<Record<string, Rule>> = {
  'aws:sleep': exactlyOne(['Duration', 'Timestamp']),
  'aws:loop': (view, step) => {
    exactlyOne(['Iterators', 'LoopCondition'])(view, step)
    checkCondition(view, step, { node: memberOf(inputsOf(step), 'LoopCondition'), name: 'LoopCondition' })
  },
  'aws:branch': (view, step) => {
    for (const [index, choice] of itemsOf(memberOf(inputsOf(step), 'Choices')).entries())
      checkCondition(view, step, { node: choice, name: `choice ${index + 1}` })
  },
  'aws:approve': checkApprovers,
  'aws:executeScript': checkScript,
  'aws:createStack': exactlyOne(['TemplateBody', 'TemplateURL']),
  'aws:runCommand': atMostOne(['InstanceIds', 'Targets']),
  'aws:updateVariable': checkVariable,
}

interface About {
  message: string
  node: TreeNode
  input: string
}

function tellInput(view: DocumentView, step: StepView, [code, severity, about]: readonly [FindingCode, Severity, About]): void {
  tell(view, [code, severity], {
    message: stepWords(step) + about.message,
    span: {
      start: about.node.start,
      end: about.node.kind === 'scalar' ? about.node.end : Math.min(about.node.end, about.node.start + 1),
    },
    path: [...step.path, 'inputs', about.input],
  })
}

function exactlyOne(names: readonly string[]): Rule {
  return (view, step) => {
    atMostOne(names)(view, step)
    const inputs = inputsOf(step)
    if (names.some((name) => entryOf(inputs, name))) return
    const node = memberOf(step.node, 'action') ?? step.node
    tellInput(view, step, ['missingInput', 'error', { message: `inputs need ${listed(names)}.`, node, input: names[0] ?? '' }])
  }
}

function atMostOne(names: readonly string[]): Rule {
  return (view, step) => {
    const [, second] = names.flatMap((name) => entryOf(inputsOf(step), name) ?? [])
    if (second) {
      const message = `inputs have ${names.join(' and ')}; expected one of them.`
      tell(view, ['inputsExclude', 'error'], {
        message: stepWords(step) + message,
        span: second.keySpan,
        path: [...step.path, 'inputs', second.key],
      })
    }
  }
}

function checkCondition(view: DocumentView, step: StepView, { node, name }: { node: TreeNode | undefined; name: string }): void {
  if (node?.kind !== 'map') return
  const parts = ['And', 'Or'].flatMap((joint) => itemsOf(memberOf(node, joint)))
  const negated = memberOf(node, 'Not')
  for (const part of [...parts, ...(negated ? [negated] : [])]) checkCondition(view, step, { node: part, name })
  const isJoined = ['And', 'Or', 'Not'].filter((joint) => entryOf(node, joint)).length
  const operators = node.entries.filter(({ key }) => Object.hasOwn(choiceOperators, key)).length
  const hasVariable = entryOf(node, 'Variable') !== undefined
  const [, input] = name.startsWith('choice') ? ['', 'Choices'] : ['', name]
  const complain = (message: string): void =>
    tellInput(view, step, ['badChoice', 'error', { message: `${name} ${message}`, node, input: input ?? name }])
  if (isJoined === 1 && operators === 0 && !hasVariable) return
  if (isJoined > 0)
    complain('has And, Or or Not beside something else; expected one of them alone, or Variable with an operator.')
  else if (!hasVariable) complain('has no Variable.')
  else if (operators !== 1) complain(`has ${operators} operators; expected one, such as StringEquals.`)
}

function checkApprovers(view: DocumentView, step: StepView): void {
  const inputs = inputsOf(step)
  const approvers = itemsOf(memberOf(inputs, 'Approvers'))
  const wanted = memberOf(inputs, 'MinRequiredApprovals')
  const number = Number(plainTextOf(wanted))
  const isOpen = approvers.some((approver) => textOf(approver)?.includes('{{'))
  if (!wanted || !Number.isInteger(number) || isOpen || approvers.length === 0 || number <= approvers.length) return
  const message = `MinRequiredApprovals is ${number}, but there are ${approvers.length} Approvers.`
  tellInput(view, step, ['outOfRange', 'error', { message, node: wanted, input: 'MinRequiredApprovals' }])
}

function checkScript(view: DocumentView, step: StepView): void {
  const inputs = inputsOf(step)
  const runtime = memberOf(inputs, 'Runtime')
  const isPython = textOf(runtime)?.startsWith('python') ?? false
  if (isPython && runtime && !entryOf(inputs, 'Handler'))
    tellInput(view, step, [
      'missingInput',
      'error',
      { message: 'Python needs a Handler, the function to call.', node: runtime, input: 'Handler' },
    ])
  if (inputs && !entryOf(inputs, 'Script') && !entryOf(inputs, 'Attachment')) {
    const node = memberOf(step.node, 'action') ?? inputs
    tellInput(view, step, ['missingInput', 'error', { message: 'inputs need Script or Attachment.', node, input: 'Script' }])
  }
}

function checkVariable(view: DocumentView, step: StepView): void {
  const node = memberOf(inputsOf(step), 'Name')
  const written = textOf(node)
  if (!node || written === undefined) return
  const name = /^variable:(.+)$/.exec(written)?.[1]
  const known = [...view.variables.keys()]
  if (name === undefined) {
    const message = `Name is ${shown(written)}; expected variable:NAME.`
    tellInput(view, step, ['badFormat', 'error', { message, node, input: 'Name' }])
  } else if (!view.variables.has(name)) {
    const message = `there is no variable ${shown(name)}${suggestion(name, known)}`
    tellInput(view, step, ['unknownReference', 'error', { message, node, input: 'Name' }])
  }
}
