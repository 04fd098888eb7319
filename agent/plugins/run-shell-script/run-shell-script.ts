import { plugin } from '#agent/plugins/plugin'
import { runScript } from '#agent/plugins/run-script'
import { parseScriptInputs } from '#agent/plugins/script-inputs'

/** aws:runShellScript: the lines as one file, run by sh, or by what its own first line names. */
export const runShellScript = plugin({
  name: 'aws:runShellScript',
  platforms: ['Linux', 'MacOS'],
  parse: parseScriptInputs,
  run(inputs, context) {
    const content = `${inputs.lines.join('\n')}\n`
    const hasInterpreter = content.startsWith('#!')
    const commandLine = (file: string) => (hasInterpreter ? [file] : ['/bin/sh', file])
    return runScript({ inputs, fileName: 'script.sh', content, commandLine }, context)
  },
})
