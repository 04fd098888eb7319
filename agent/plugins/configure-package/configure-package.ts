import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fetchPackage, findOffered } from '#agent/plugins/configure-package/fetch-package'
import {
  findInstalled,
  forgetInstalled,
  type InstalledPackage,
  saveInstalled,
  versionDirectory,
} from '#agent/plugins/configure-package/installed-packages'
import { packagePlatform } from '#agent/plugins/configure-package/manifest'
import { choiceInput, mapInput, requiredText, textInput, timeoutInput } from '#agent/plugins/inputs'
import { InvalidInputs, plugin, type PluginEnd, type StepContext } from '#agent/plugins/plugin'
import { runScript } from '#agent/plugins/run-script'
import { say } from '#agent/plugins/step-output'
import { SubSteps } from '#agent/plugins/sub-steps'
import { exitCodes } from '#agent/documents/step-result'

interface Inputs {
  name: string
  action: 'Install' | 'Uninstall'
  isInPlace: boolean
  version: string
  environment: Readonly<Record<string, string>>
  timeoutSeconds: number
}

type Verb = 'install' | 'update' | 'uninstall'
/** Each is done once in a step; `restore` installs again what was there before. */
type Deed = Verb | 'restore'

interface Work {
  inputs: Inputs
  context: StepContext
  steps: SubSteps
}

const success: PluginEnd = { kind: 'exited', code: 0 }

/**
 * aws:configurePackage: a package is a document with an archive for each platform, and its archives hold the scripts that install,
 * update and remove it. What is installed is written down in the state directory, so that doing it again does nothing.
 */
export const configurePackage = plugin<Inputs>({
  name: 'aws:configurePackage',
  platforms: ['Linux', 'MacOS', 'Windows'],
  parse(inputs) {
    const installation = textInput(inputs, 'installationType') || 'Uninstall and reinstall'
    return {
      name: requiredText(inputs, 'name'),
      action: choiceInput(inputs, 'action', ['Install', 'Uninstall']),
      isInPlace:
        choiceInput({ installation }, 'installation', ['Uninstall and reinstall', 'In-place update']) === 'In-place update',
      version: textInput(inputs, 'version').replace(/^latest$/i, ''),
      environment: argumentsOf(mapInput(inputs, 'additionalArguments')),
      timeoutSeconds: timeoutInput(inputs['timeoutSeconds']),
    }
  },
  run(inputs, context) {
    return context.node.alone(`package ${inputs.name}`, async () => {
      if (context.earlierAttempt === undefined) {
        if (context.cancelled.aborted) return { kind: 'cancelled' }
        context.beginAttempt()
      }
      const work = { inputs, context, steps: new SubSteps(context) }
      return inputs.action === 'Install' ? install(work) : uninstall(work)
    })
  },
})

/** As AWS has it: names that begin with SSM_, given to the scripts as variables. */
function argumentsOf(given: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (!/^SSM_\w{1,100}$/.test(name))
        throw new InvalidInputs(
          `additionalArguments has "${name.slice(0, 100)}": names begin with SSM_, then letters, digits or _`,
        )
      return [name, typeof value === 'string' ? value : JSON.stringify(value)]
    }),
  )
}

async function install(work: Work): Promise<PluginEnd> {
  const { inputs, context } = work
  const { name } = inputs
  const installed = findInstalled(context.node.stateDirectory, name)
  const offered = await findOffered(name, inputs.version, context)
  if (installed?.version === offered.version) {
    say(context, `${name} ${offered.version} is already installed.`)
    return success
  }
  const directory = versionDirectory(context.node.stateDirectory, name, offered.version)
  // Kept in mind like a script: its files must not be replaced under an installation that goes on.
  const fetched = await work.steps.run('fetch', async (own) => {
    own.beginAttempt()
    await fetchPackage(directory, offered, own)
    return success
  })
  if (!isDone(fetched)) return fetched
  const next: InstalledPackage = { name, version: offered.version, directory, installedAt: new Date().toISOString() }
  const end = installed ? await replace(work, installed, next) : await runVerb(work, 'install', next)
  if (!isDone(end)) return end
  saveInstalled(context.node.stateDirectory, next)
  if (installed) rmSync(installed.directory, { recursive: true, force: true })
  say(
    context,
    installed ? `${name} is now ${next.version}; it was ${installed.version}.` : `${name} ${next.version} is installed.`,
  )
  return end
}

async function replace(work: Work, installed: InstalledPackage, next: InstalledPackage): Promise<PluginEnd> {
  const { context, inputs } = work
  if (inputs.isInPlace) return runVerb(work, 'update', next)
  const removed = await runVerb(work, 'uninstall', installed)
  if (!isDone(removed)) return removed
  const end = await runVerb(work, 'install', next)
  if (isDone(end) || end.kind === 'cancelled' || isRestart(end)) return end
  say(context, `${next.name} ${next.version} could not be installed: putting ${installed.version} back.`)
  const back = await runVerb(work, 'restore', installed)
  if (isDone(back))
    return {
      kind: 'failed',
      message: `${next.name} ${next.version} could not be installed; ${installed.version} is installed as before.`,
    }
  forgetInstalled(context.node.stateDirectory, next.name)
  return {
    kind: 'failed',
    message: `${next.name} ${next.version} could not be installed, nor could ${installed.version} be put back: neither is installed.`,
  }
}

async function uninstall(work: Work): Promise<PluginEnd> {
  const { inputs, context } = work
  const installed = findInstalled(context.node.stateDirectory, inputs.name)
  if (!installed) {
    say(context, `${inputs.name} is not installed.`)
    return success
  }
  if (inputs.version !== '' && inputs.version !== installed.version) {
    return { kind: 'failed', message: `${inputs.name} ${inputs.version} is not installed: the node has ${installed.version}.` }
  }
  const end = await runVerb(work, 'uninstall', installed)
  if (!isDone(end)) return end
  forgetInstalled(context.node.stateDirectory, inputs.name)
  rmSync(installed.directory, { recursive: true, force: true })
  say(context, `${inputs.name} ${installed.version} is removed.`)
  return end
}

/** The script of the package for one deed; only updating needs one for certain. */
function runVerb({ inputs, context, steps }: Work, deed: Deed, of: InstalledPackage): Promise<PluginEnd> {
  const verb: Verb = deed === 'restore' ? 'install' : deed
  const file = path.join(of.directory, `${verb}.sh`)
  if (!existsSync(file)) {
    const what = verb === 'update' ? 'it cannot be updated in place' : `it cannot ${verb}`
    return Promise.resolve({ kind: 'failed', message: `The package ${of.name} ${of.version} has no ${verb}.sh: ${what}.` })
  }
  const platform = packagePlatform(context.node.platform)
  const environment = {
    ...inputs.environment,
    BWS_ACTION_NAME: verb,
    BWS_PACKAGE_NAME: of.name,
    BWS_PACKAGE_VERSION: of.version,
    BWS_PLATFORM_NAME: platform.name,
    BWS_PLATFORM_VERSION: platform.version,
    BWS_ARCHITECTURE: platform.architecture,
  }
  const script = { workingDirectory: of.directory, timeoutSeconds: inputs.timeoutSeconds, environment }
  const hasInterpreter = readFileSync(file, 'utf8').startsWith('#!')
  if (hasInterpreter) chmodSync(file, 0o700)
  const commandLine = () => (hasInterpreter ? [file] : ['/bin/sh', file])
  return steps.run(deed, (own) => runScript({ inputs: script, fileName: `${verb}.sh`, commandLine }, own))
}

function isDone(end: PluginEnd): boolean {
  return end.kind === 'exited' && end.code === 0
}

function isRestart(end: PluginEnd): boolean {
  return end.kind === 'exited' && end.code === exitCodes.reboot
}
