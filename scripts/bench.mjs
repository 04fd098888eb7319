// `npm run bench [name …]`: runs bench/*.bench.ts one after the other and prints one table.
// A benchmark prints a JSON object on a line of its own for each promise:
// {"promise":"…","measured":"…","peer":"…","goal":"…","met":true}; everything else it prints passes through.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { failWith, Problem } from './child.mjs'
import { ensureBuilt, ensureInstalled, requireRuntime, root } from './ensure.mjs'
import { toolEnvironment } from './gate.mjs'
import { createStages } from './stages.mjs'

const folder = path.join(root, 'bench')
const columns = ['promise', 'measured', 'peer or limit', 'goal', 'met']

function findBenchmarks(names) {
  const all = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.bench.ts')) : []
  const chosen = names.length === 0 ? all : all.filter((file) => names.includes(file.replace('.bench.ts', '')))
  if (chosen.length === 0)
    throw new Problem(`No benchmark found: bench/ has ${all.map((file) => file.replace('.bench.ts', '')).join(', ') || 'none'}.`)
  return chosen.sort((a, b) => a.localeCompare(b))
}

function parseRow(line) {
  if (!line.startsWith('{"promise"')) return undefined
  const { promise, measured, peer = '', goal, met } = JSON.parse(line)
  return { cells: [promise, measured, peer, goal, met ? 'yes' : 'NO'].map(String), met: met === true }
}

async function runBenchmark(file, env) {
  console.log(`\n${file}`)
  const child = spawn('tsx', [path.join(folder, file)], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve, reject) => child.on('error', reject).on('close', (code) => resolve(code ?? 1)))
  const rows = []
  for await (const line of createInterface({ input: child.stdout })) {
    const row = parseRow(line)
    if (row) rows.push(row)
    else console.log(`  ${line}`)
  }
  const code = await ended
  if (code !== 0) rows.push({ cells: [file, `ended with ${code}`, '', '', 'NO'], met: false })
  if (rows.length === 0) rows.push({ cells: [file, 'no result', '', '', 'NO'], met: false })
  return rows
}

function printTable(rows) {
  const lines = [columns, ...rows.map((row) => row.cells)]
  const widths = columns.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)))
  const print = (cells) => console.log(`| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`)
  console.log('')
  print(columns)
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`)
  for (const row of rows) print(row.cells)
}

async function main() {
  const stages = createStages(3, { quiet: true })
  await ensureInstalled(stages)
  const runtime = requireRuntime()
  const files = findBenchmarks(process.argv.slice(2))
  await ensureBuilt('pages', stages, runtime)
  await ensureBuilt('programs', stages, runtime)
  const rows = []
  for (const file of files) rows.push(...(await runBenchmark(file, toolEnvironment())))
  printTable(rows)
  if (rows.some((row) => !row.met)) process.exitCode = 1
}

main().catch(failWith)
