import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { importTerritory, newTerritorySettings, TerritoryUnknown } from '../territory/import.ts'
import { locateFile } from '../territory/locate-file.ts'
import { territoryBySlug } from '../territory/service.ts'
import { Refused, runCommand, say, Usage, withDatabase } from './run.ts'

const USAGE = `Usage : npm run territory -- import FICHIER.geojson --territory SLUG [--as base|add|subtract] [--mode shortlist|brokered]
          pour un nouveau territoire, aussi : --name --contact-name --contact-phone --contact-email --outside-name --outside-phone
        npm run territory -- locate ENTRÉE.csv SORTIE.csv --territory SLUG`

const string = { type: 'string' } as const
const OPTIONS = {
  territory: string,
  as: string,
  mode: string,
  name: string,
  'contact-name': string,
  'contact-phone': string,
  'contact-email': string,
  'outside-name': string,
  'outside-phone': string,
}

type Options = Partial<Record<keyof typeof OPTIONS, string>>

/** Contours in, or positions located. */
await runCommand(async (args, now) => {
  const { positionals, values } = parse(args)
  const [verb, input, output] = positionals
  const slug = values.territory
  if (!slug || !/^[a-z0-9-]{1,60}$/.test(slug)) throw new Usage(USAGE)
  if (verb === 'import' && input && !output) return importContours(input, slug, values, now)
  if (verb === 'locate' && input && output) return locate(input, output, slug)
  throw new Usage(USAGE)
})

function parse(args: string[]): { positionals: string[]; values: Options } {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch {
    throw new Usage(USAGE)
  }
}

async function importContours(
  file: string,
  slug: string,
  options: Options,
  now: Date,
): Promise<void> {
  const as = oneOf(['base', 'add', 'subtract'] as const, options.as ?? 'base')
  const mode = oneOf(['shortlist', 'brokered'] as const, options.mode ?? 'shortlist')
  const geojson = await readJson(file)
  await withDatabase(async ({ config, database }) => {
    const settings = settingsOf(slug, { mode, options, demo: config.demo })
    const actor = { kind: 'system' as const, id: null, name: 'Commande' }
    const imported = await importTerritory(
      { database },
      { slug, geojson, as, settings, actor },
      now,
    ).catch(missing)
    if (!imported.ok) {
      for (const { feature, code, reason } of imported.problems)
        say(`élément ${feature}${code ? ` (${code})` : ''} : ${reason}`)
      throw new Refused('Rien n’a été importé.')
    }
    const { parts, created, changed } = imported
    process.stdout.write(`${JSON.stringify({ territory: slug, as, parts, created, changed })}\n`)
  })
}

/** A new territory needs its contacts; a demonstration has some of its own, and says so in its name. */
function settingsOf(
  slug: string,
  { mode, options, demo }: { mode: 'shortlist' | 'brokered'; options: Options; demo: boolean },
) {
  const example = {
    name: `${slug} (exemple)`,
    contactName: 'la coordinatrice (exemple)',
    contactPhone: '+33353010024',
    contactEmail: 'coordination@example.org',
    outsideName: 'L’équipe voisine (exemple)',
    outsidePhone: '+33353010025',
  }
  const given = {
    name: options.name,
    contactName: options['contact-name'],
    contactPhone: options['contact-phone'],
    contactEmail: options['contact-email'],
    outsideName: options['outside-name'],
    outsidePhone: options['outside-phone'],
  }
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const whole = { ...(demo ? example : {}), ...known }
  const isWhole = Object.keys(example).every((field) => field in whole)
  if (!isWhole) return null
  return newTerritorySettings({ ...example, ...whole, slug, mode, isExample: demo })
}

function missing(error: unknown): never {
  if (error instanceof TerritoryUnknown)
    throw new Refused(
      'Ce territoire n’existe pas encore : donnez aussi --name, --contact-name, --contact-phone, --contact-email, --outside-name et --outside-phone.',
    )
  throw error
}

async function locate(input: string, output: string, slug: string): Promise<void> {
  await withDatabase(async ({ database }) => {
    const territory = await territoryBySlug({ database }, slug).catch(() => {
      throw new Refused(`Aucun territoire ne s’appelle ${slug}.`)
    })
    const counts = await locateFile({ database }, { territoryId: territory.id, input, output })
    say(
      `${counts.rows} lignes : ${counts.inside} dans le territoire, ${counts.outside} dehors, ${counts.to_verify} à vérifier.`,
    )
  })
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error
    throw new Refused(
      isAbsent
        ? `Le fichier ${file} ne peut pas être lu.`
        : `Le fichier ${file} n’est pas du JSON.`,
    )
  }
}

function oneOf<const T extends string>(known: readonly T[], value: string): T {
  const found = known.find((each) => each === value)
  if (!found) throw new Usage(USAGE)
  return found
}
