// `node scripts/committed-files.mjs`: no address of a package registry in the lock or in any file of the project. Part of the gate.
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './ensure.mjs'

const registryHost =
  /https?:\/\/(?:registry|npm|deb|pypi|artifactory|nexus)\.[a-z0-9.-]+|https?:\/\/[a-z0-9.-]+\/(?:artifactory|repository\/npm)[^\s"']*/gi
const largestText = 2_000_000

/** Sentences about what must not be there; `text` is the content of `file`. */
export function problemsIn(file, text) {
  const hosts = [...new Set(text.match(registryHost) ?? [])].map(
    (host) => `${file}: holds the registry address ${host}. Take it out.`,
  )
  const isLock = path.basename(file) === 'package-lock.json'
  const hasResolved = isLock && /^\s*"resolved":/m.test(text)
  return [...hosts, ...(hasResolved ? [`${file}: has "resolved" addresses. Run node scripts/complete-lock.mjs.`] : [])]
}

function projectFiles() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  return listed.split('\0').filter((file) => file !== '' && isText(file))
}

function isText(file) {
  const found = statSync(path.join(root, file), { throwIfNoEntry: false })
  return found?.isFile() === true && found.size <= largestText && !/\.(png|ico|woff2?|gz)$/.test(file)
}

function main() {
  const lock = ['{', '  "resolved": "https:', '//registry.example.test/a.tgz"', '}'].join('\n').replace(':\n', ':')
  const files = projectFiles()
  const problems = files.flatMap((file) => problemsIn(file, readFileSync(path.join(root, file), 'utf8')))
  if (problemsIn('package-lock.json', lock).length !== 2)
    problems.push('The check itself is broken: it does not find what was planted.')
  if (files.length === 0) problems.push('The check itself is broken: it sees no files.')
  for (const problem of problems) console.log(problem)
  if (problems.length > 0) process.exitCode = 1
  else console.log(`${files.length} files`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
