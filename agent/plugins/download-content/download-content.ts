import { mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { openConnections } from '#agent/downloads/download-file'
import { filesBelow, placeFiles, resolveInside, type StagedFile, targetOf } from '#agent/downloads/place-files'
import { documentSource } from '#agent/plugins/download-content/document-source'
import { gitHubSource, gitSource } from '#agent/plugins/download-content/git-source'
import { httpSource } from '#agent/plugins/download-content/http-source'
import { s3Source } from '#agent/plugins/download-content/s3-source'
import type { Fetched, Source } from '#agent/plugins/download-content/sources'
import { choiceInput, mapInput, textInput, timeoutInput } from '#agent/plugins/inputs'
import { InvalidInputs, plugin, type PluginEnd, type StepContext, StepProblem } from '#agent/plugins/plugin'
import { say } from '#agent/plugins/step-output'

type SourceType = 'Git' | 'GitHub' | 'HTTP' | 'S3' | 'SSMDocument'

const sources: Readonly<Record<SourceType, (info: Readonly<Record<string, unknown>>) => Source>> = {
  Git: gitSource,
  GitHub: gitHubSource,
  HTTP: httpSource,
  S3: s3Source,
  SSMDocument: documentSource,
}

interface Inputs {
  source: Source
  destination: string
  permissions: number | undefined
  timeoutSeconds: number
}

/** aws:downloadContent: all of it arrives, or none of it is left. */
export const downloadContent = plugin<Inputs>({
  name: 'aws:downloadContent',
  platforms: ['Linux', 'MacOS', 'Windows'],
  parse(inputs) {
    const type = choiceInput(inputs, 'sourceType', Object.keys(sources) as SourceType[])
    const info = mapInput(inputs, 'sourceInfo')
    if (Object.keys(info).length === 0) throw new InvalidInputs('sourceInfo is missing')
    return {
      source: sources[type](info),
      destination: textInput(inputs, 'destinationPath'),
      permissions: permissionsOf(textInput(inputs, 'permissions')),
      timeoutSeconds: timeoutInput(inputs['timeoutSeconds']),
    }
  },
  async run(inputs, context) {
    if (context.cancelled.aborted) return { kind: 'cancelled' }
    context.beginAttempt()
    const time = AbortSignal.timeout(inputs.timeoutSeconds * 1000)
    const staging = path.join(context.directory, 'staging')
    rmSync(staging, { recursive: true, force: true })
    mkdirSync(staging, { mode: 0o700 })
    const connections = openConnections(context.node.plane.ca)
    try {
      const signal = AbortSignal.any([context.cancelled, time])
      return place(await inputs.source.fetch({ staging, context, connections, signal }), inputs, context)
    } catch (thrown) {
      if (time.aborted && !context.cancelled.aborted) return { kind: 'timed-out' }
      throw thrown
    } finally {
      connections.close()
      rmSync(staging, { recursive: true, force: true })
    }
  },
})

function permissionsOf(text: string): number | undefined {
  if (text === '') return undefined
  if (!/^0?[0-7]{3}$/.test(text)) throw new InvalidInputs('permissions must be three octal digits, such as 750')
  return Number.parseInt(text, 8)
}

function place(fetched: Fetched, { destination, permissions }: Inputs, context: StepContext): PluginEnd {
  mkdirSync(context.downloads, { recursive: true, mode: 0o700 })
  const target = resolveInside(context.downloads, destination)
  const files =
    fetched.kind === 'file' ? [{ file: fetched.file, target: targetOf(target, fetched.name) }] : treeAt(fetched, target)
  const bytes = files.reduce((sum, { file }) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
  const { downloadBytes } = context.node
  if (bytes > downloadBytes) throw new StepProblem(`What was fetched has ${bytes} bytes; one step may fetch ${downloadBytes}.`)
  const placed = placeFiles(files, permissions)
  const [only] = placed
  say(context, placed.length === 1 ? `Content downloaded to ${only}` : `${placed.length} files downloaded to ${target}`)
  return { kind: 'exited', code: 0 }
}

function treeAt({ root, leaveOut }: Extract<Fetched, { kind: 'tree' }>, target: string): readonly StagedFile[] {
  if (statSync(target, { throwIfNoEntry: false })?.isFile())
    throw new StepProblem(`${target} is a file; a directory was fetched.`)
  return filesBelow(root, target, leaveOut)
}
