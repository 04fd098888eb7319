import type { ActionSpec, Members, Spec } from '../spec/spec'
import { expectedOf } from '../validate/expected'

/** Markdown for hovers and for the side of completions. */
export function memberWords(name: string, spec: Spec): string {
  const facts = [
    `expects ${expectedOf(spec)}`,
    ...(spec.isRequired ? ['required'] : []),
    ...(spec.default === undefined ? [] : [`default ${String(spec.default)}`]),
  ]
  return `**${name}** (${facts.join(', ')})\n\n${spec.description}`
}

export function summaryWords({ name, summary }: ActionSpec): string {
  return `**${name}**\n\n${summary}`
}

export function actionWords(action: ActionSpec): string {
  const { outputs, platforms, declaresOutputs } = action
  const lines = [summaryWords(action), memberList('Inputs', action.inputs.members)]
  const names = Object.entries(outputs).map(([name, type]) => `\`${name}\` (${type})`)
  if (names.length > 0) lines.push(`Outputs: ${names.join(', ')}${declaresOutputs ? ', and those that you select' : ''}.`)
  else if (declaresOutputs) lines.push('Outputs: those that you select.')
  if (platforms) lines.push(`Runs on ${platforms.join(', ')}.`)
  return lines.filter((line) => line !== '').join('\n\n')
}

function memberList(title: string, members: Members): string {
  const lines = Object.entries(members).map(
    ([name, spec]) => `- \`${name}\`${spec.isRequired ? ' (required)' : ''}: ${spec.description}`,
  )
  return lines.length === 0 ? '' : `${title}:\n${lines.join('\n')}`
}
