import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../../server/audit/service.ts'
import type { Deps } from '../../server/deps.ts'
import { importDoctors } from '../../server/doctors/import.ts'
import { importBan } from '../../server/geocoding/offline/import.ts'
import { importTerritory } from '../../server/territory/import.ts'
import { findTerritory, type Territory } from '../../server/territory/service.ts'
import { demoBanCsv } from './addresses.ts'
import { demoDoctorsCsv } from './doctors.ts'
import type { Contours, DemoTerritory } from './territories.ts'

/** Who did what the demonstration starts with. */
const DEMONSTRATION: Actor = { kind: 'system', id: null, name: 'Démonstration' }
/** Keeps the invented addresses apart from real ones: neither import replaces the other. */
const ADDRESS_SET = 'demonstration'

/** Puts the invented addresses in the offline index, through the importer of real ones. @throws ImportRefused */
export async function loadAddresses({ config }: Pick<Deps, 'config'>, now: Date): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'trait-d-union-'))
  try {
    const file = join(folder, 'adresses-inventees.csv')
    await writeFile(file, demoBanCsv())
    await importBan({ files: [file], dataDir: config.dataDir, setName: ADDRESS_SET, now })
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Creates an example territory with its contours. */
export async function loadTerritory(
  deps: Deps,
  territory: DemoTerritory,
  now: Date,
): Promise<Territory> {
  const id = await loadContours(deps, { territory, as: 'base', contours: territory.base }, now)
  if (territory.subtract)
    await loadContours(deps, { territory, as: 'subtract', contours: territory.subtract }, now)
  return findTerritory(deps, id)
}

type Loading = { territory: DemoTerritory; as: 'base' | 'subtract'; contours: Contours }

async function loadContours(
  deps: Deps,
  { territory: { settings }, as, contours }: Loading,
  now: Date,
): Promise<string> {
  const given = { slug: settings.slug, geojson: contours, as, settings, actor: DEMONSTRATION }
  const imported = await importTerritory(deps, given, now)
  if (!imported.ok) throw new Error(`example contours refused: ${imported.problems[0]?.reason}`)
  return imported.territoryId
}

/** Puts the invented doctors of a territory in its register, through the import of a file. */
export async function loadDoctors(
  deps: Deps,
  { id, slug }: { id: string; slug: DemoTerritory['settings']['slug'] },
  now: Date,
): Promise<void> {
  const bytes = Buffer.from(demoDoctorsCsv(slug, now))
  const request = { territoryId: id, bytes, dryRun: false, actor: DEMONSTRATION }
  const { problems } = await importDoctors(deps, request, now)
  if (problems[0]) throw new Error(`example doctors refused: ${problems[0].reason}`)
}
