import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { importBan } from '../../../server/geocoding/offline/import.ts'
import { openIndex } from '../../../server/geocoding/offline/open.ts'
import { searchIndex } from '../../../server/geocoding/offline/search.ts'

export const HEADER =
  'id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;libelle_acheminement;nom_afnor;source_position;source_nom_voie;certification_commune;cad_parcelles'

const COMMUNES = {
  lille: ['59000', '59350', 'Lille', '', '', 3.06, 50.63],
  lilleWest: ['59800', '59350', 'Lille', '', '', 3.07, 50.62],
  lomme: ['59160', '59350', 'Lille', '59355', 'Lomme', 2.98, 50.64],
  hellemmes: ['59260', '59350', 'Lille', '59298', 'Hellemmes-Lille', 3.11, 50.62],
  saintAndre: ['59350', '59527', 'Saint-André-lez-Lille', '', '', 3.04, 50.66],
  armentieres: ['59280', '59017', 'Armentières', '', '', 2.88, 50.68],
  boisGrenier: ['59280', '59088', 'Bois-Grenier', '', '', 2.87, 50.65],
  chapelle: ['59930', '59143', "La Chapelle-d'Armentières", '', '', 2.9, 50.67],
  marcq: ['59700', '59378', 'Marcq-en-Barœul', '', '', 3.1, 50.67],
  villeneuve: ['59491', '59009', "Villeneuve-d'Ascq", '', '', 3.13, 50.64],
  comines: ['59560', '59152', 'Comines', '', '', 3.0, 50.76],
  montreuil: ['62170', '62588', 'Montreuil-sur-Mer', '', '', 1.76, 50.46],
  oree: ['59144', '59006', "L'Orée de Mormal", '', '', 3.76, 50.26],
} as const

export type CommuneName = keyof typeof COMMUNES

/** Rows of the address base for an invented street: numbers 1, 2, 3… or those given, with their suffix. */
export function street(
  name: string,
  commune: CommuneName,
  numbers: readonly (number | string)[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
): string[] {
  const [postal, code, town, oldCode, oldTown, lon, lat] = COMMUNES[commune]
  const shift = (hash(name) % 100) / 10_000
  return numbers.map((written, i) => {
    const [number, suffix = ''] = String(written).split(' ')
    const position = `${(lon + shift + i / 5000).toFixed(6)};${(lat + shift).toFixed(6)}`
    return `x;;${number};${suffix};${name};${postal};${code};${town};${oldCode};${oldTown};1;1;${position};;;;;;;;0;`
  })
}

/** A folder that is removed when the test ends. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'geocoding-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Imports these rows with the real importer, into this data folder. */
export async function importRows(dataDir: string, rows: readonly string[], header = HEADER) {
  const file = join(dataDir, 'adresses.csv')
  await writeFile(file, [header, ...rows].join('\n'))
  return importBan({ files: [file], dataDir, now: new Date('2026-11-22T10:00:00Z') })
}

/** Searches an index made of these rows. */
export async function searching(...rows: readonly (readonly string[])[]) {
  const dataDir = await aFolder()
  if (rows.length > 0) await importRows(dataDir, rows.flat())
  const { index } = await openIndex(dataDir)
  return (text: string, more: { postalCode?: string; commune?: string } = {}) =>
    searchIndex(index, { text, ...more })
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)
}
