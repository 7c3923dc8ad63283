import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Actor } from '../audit/service.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db.ts'
import type { DoctorProblem } from '../doctors/csv-columns.ts'
import { problemsReport } from '../doctors/csv-report.ts'
import { type ImportReport, importDoctors } from '../doctors/import.ts'
import { NotFound } from '../errors.ts'
import { createGeocoder } from '../geocoding/auto.ts'
import type { Geocoder } from '../geocoding/rules.ts'
import { createLog } from '../log.ts'
import { defaultTerritory, territoryBySlug } from '../territory/service.ts'
import { importRpps, prospectsSummary } from './doctors-rpps.ts'
import { type Progress, startProgress } from './progress.ts'
import { Refused, runCommand, say, Usage, withDatabase } from './run.ts'

const USAGE =
  'Usage : npm run doctors -- import FICHIER [--format csv|rpps] [--territory SLUG] [--dry-run] [--report RAPPORT.csv]'

const COMMAND: Actor = { kind: 'system', id: null, name: 'Commande' }

const OPTIONS = {
  format: { type: 'string', default: 'csv' },
  territory: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  report: { type: 'string' },
} as const

/**
 * Imports a file of doctors into the register of a territory (the first one unless named), or says what is wrong in
 * it: `row;column;code;reason` on standard output, or in the file of `--report`. `--format rpps` reads the extraction
 * of the national directory instead: its GPs become prospects, not volunteers.
 * Exit code: 0 done (doubtful addresses may be reported), 1 refused and nothing written, 2 usage.
 */
await runCommand((args, now) => {
  const { file, options } = parse(args)
  return options.format === 'rpps'
    ? importDirectory(file, options, now)
    : importCsv(file, options, now)
})

type Options = ReturnType<typeof parse>['options']

async function importCsv(file: string, options: Options, now: Date): Promise<void> {
  const bytes = await readFile(file).catch(() => {
    throw new Refused(`Le fichier ${file} ne peut pas être lu.`)
  })
  const dryRun = options['dry-run']
  const report = await withDatabase(async ({ config, database }) => {
    const territoryId = await territoryIdOf(database, options.territory)
    const request = { territoryId, bytes, dryRun, actor: COMMAND }
    return importWithProgress({ config, database }, request, now)
  })
  await tell([...report.problems, ...report.warnings], options.report)
  if (report.problems.length > 0)
    throw new Refused(`${report.problems.length} choses à corriger : rien n’a été importé.`)
  say(summaryOf(report, dryRun))
}

async function importDirectory(path: string, options: Options, now: Date): Promise<void> {
  const { territory, 'dry-run': dryRun } = options
  const report = await withDatabase(async ({ config, database }) => {
    const territoryId = await territoryIdOf(database, territory)
    const request = { territoryId, path, dryRun, actor: COMMAND }
    return importRpps({ database, geocoder: geocoderOf(config) }, request, now)
  })
  await tell([...report.refusals, ...report.remarks], options.report)
  if (report.refusals.length > 0) throw new Refused('Fichier refusé : rien n’a été importé.')
  say(prospectsSummary(report, dryRun))
}

function parse(args: string[]) {
  try {
    const { positionals, values } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    const [verb, file, ...rest] = positionals
    const isKnown = values.format === 'csv' || values.format === 'rpps'
    if (verb !== 'import' || !file || rest.length > 0 || !isKnown) throw new Usage(USAGE)
    return { file, options: values }
  } catch {
    throw new Usage(USAGE)
  }
}

async function territoryIdOf(database: Database, slug: string | undefined): Promise<string> {
  try {
    const { id } = await (slug
      ? territoryBySlug({ database }, slug)
      : defaultTerritory({ database }))
    return id
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    throw new Refused(
      slug
        ? `Aucun territoire ne s’appelle ${slug}.`
        : 'Il n’y a pas encore de territoire : créez-le par npm run territory.',
    )
  }
}

type Opened = { config: Config; database: Database }

async function importWithProgress(
  { config, database }: Opened,
  request: Parameters<typeof importDoctors>[1],
  now: Date,
): Promise<ImportReport> {
  let bar: Progress | undefined
  let told = 0
  const progress = (done: number, total: number) => {
    bar ??= startProgress('Cabinets placés', total)
    bar.add(done - told)
    told = done
  }
  try {
    const deps = { database, geocoder: geocoderOf(config), log: createLog('silent') }
    return await importDoctors(deps, { ...request, progress }, now)
  } finally {
    bar?.stop()
  }
}

function geocoderOf({ geocoder: { engine, url }, dataDir }: Config): Geocoder {
  return createGeocoder({ engine, serviceUrl: url, dataDir, now: () => new Date() })
}

/** Without the byte order mark of files for spreadsheets: programs read this one. */
async function tell(lines: readonly DoctorProblem[], file: string | undefined): Promise<void> {
  const inOrder = [...lines].sort((a, b) => a.row - b.row)
  const text = problemsReport(inOrder).replace('\uFEFF', '')
  if (!file) {
    process.stdout.write(text)
    return
  }
  await writeFile(file, text).catch(() => {
    throw new Refused(`Le rapport ${file} ne peut pas être écrit.`)
  })
}

function summaryOf(
  { rows, created, updated, unchanged, warnings }: ImportReport,
  dryRun: boolean,
): string {
  const counts = `lignes : ${rows}, ajouts : ${created}, changements : ${updated}, déjà à jour : ${unchanged}`
  const remarks = `remarques dans le rapport : ${warnings.length}`
  return `${dryRun ? 'Essai, rien n’est écrit. ' : ''}${counts}, ${remarks}.`
}
