import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Command } from 'commander'
import { create, extract } from 'tar'
import { readConfig } from '#lib/platform/config'
import { StartProblem } from '../database'
import { dumpTables, loadTables, type TableCount } from './table-dump'
import { copyFolders, readManifest, restoreFolders, writeManifest } from './backup-folders'
import { withInstallation } from './installation'
import { print } from './output'

interface Options {
  json?: boolean
  force?: boolean
}

export function addBackupCommands(program: Command): void {
  program
    .command('backup <file>')
    .description('Write everything to one file: database, blobs, keys and certificates. It holds the root key: keep it safe.')
    .option('--json', 'machine-readable')
    .action((file: string, options: Options) => backup(path.resolve(file), options))
  program
    .command('restore <file>')
    .description('Bring back a backup, into an empty installation or, with --force, in place of what is there.')
    .option('--force', 'replace what is there')
    .option('--json', 'machine-readable')
    .action((file: string, options: Options) => restore(path.resolve(file), options))
}

/** Works while the server runs: the tables are read in one snapshot. */
async function backup(file: string, options: Options): Promise<void> {
  const work = await mkdtemp(path.join(tmpdir(), 'quarterdeck-backup-'))
  try {
    const tables = await withInstallation(({ ctx }) => dumpTables(ctx, work))
    await copyFolders(readConfig(process.env).dataDirectory, work)
    await writeManifest(work, tables)
    await writeFile(file, '', { mode: 0o600 })
    await create({ file, cwd: work, gzip: true, portable: true }, ['.'])
    await chmod(file, 0o600)
    print(options, { file, tables }, () => [
      `Wrote ${file}: ${rowsOf(tables)} rows of ${tables.length} tables, with keys, certificates and blobs.`,
    ])
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function restore(file: string, options: Options): Promise<void> {
  if (!existsSync(file)) throw new StartProblem(`There is no file ${file}.`)
  const work = await mkdtemp(path.join(tmpdir(), 'quarterdeck-restore-'))
  try {
    await extract({ file, cwd: work })
    const manifest = await readManifest(work)
    const { dataDirectory } = readConfig(process.env)
    await restoreFolders(work, dataDirectory, options.force ?? false)
    await withInstallation(
      async ({ ctx, wasRunning }) => {
        if (wasRunning && !ctx.config.databaseUrl) throw new StartProblem('Quarterdeck is running: stop it before a restore.')
        await loadTables(ctx, { folder: work, tables: manifest.tables, force: options.force ?? false })
      },
      { isToBeReplaced: true },
    )
    print(options, { file, tables: manifest.tables }, () => [
      `Restored ${rowsOf(manifest.tables)} rows from ${manifest.at}. Start with npm start.`,
    ])
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

const rowsOf = (tables: readonly TableCount[]): number => tables.reduce((sum, { rows }) => sum + rows, 0)
