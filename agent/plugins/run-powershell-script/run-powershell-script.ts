import { existsSync } from 'node:fs'
import path from 'node:path'
import { plugin } from '#agent/plugins/plugin'
import { runScript } from '#agent/plugins/run-script'
import { parseScriptInputs } from '#agent/plugins/script-inputs'
import { scriptPath } from '#agent/processes/environment'

const usualPlaces = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin', '/opt/microsoft/powershell/7', '/snap/bin']

/** aws:runPowerShellScript through PowerShell 7, where it is installed. */
export const runPowerShellScript = plugin({
  name: 'aws:runPowerShellScript',
  platforms: ['Linux', 'MacOS'],
  parse: parseScriptInputs,
  async run(inputs, context) {
    const pwsh = findPowerShell(`${scriptPath(process.env)}:${process.env['PATH'] ?? ''}`)
    if (!pwsh) {
      return {
        kind: 'failed',
        message:
          'PowerShell is not installed on this node: no program named pwsh was found. Install PowerShell 7 or use aws:runShellScript.',
      }
    }
    // A script's exit code is that of its last program, which PowerShell does not pass on by itself.
    const content = `${inputs.lines.join('\n')}\nexit $LASTEXITCODE\n`
    const commandLine = (file: string) => [pwsh, '-NoLogo', '-NoProfile', '-NonInteractive', '-File', file]
    return runScript({ inputs, fileName: 'script.ps1', content, commandLine }, context)
  },
})

export function findPowerShell(searchPath: string): string | undefined {
  const directories = [...searchPath.split(':').filter(path.isAbsolute), ...usualPlaces]
  return directories.map((directory) => path.join(directory, 'pwsh')).find((file) => existsSync(file))
}
