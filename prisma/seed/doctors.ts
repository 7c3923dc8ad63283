import { stringify } from 'csv-stringify/sync'
import { addDays, parisDay } from '../../server/calendar/rules.ts'
import { COLUMNS, type Column } from '../../server/doctors/csv-columns.ts'
import type { TerritorySettings } from '../../server/territory/service.ts'
import { streetLine } from './addresses.ts'
import { COMMUNES, type DemoCommune } from './communes.ts'
import { drawNames, mailOf, type PersonName } from './names.ts'
import { type DemoPractice, drawPractices } from './practices.ts'
import { type Draw, drawFrom } from './random.ts'

const SEED = 20_261
/** Invented RPPS numbers start with 99. */
const FIRST_RPPS = 99_700_000_017
const RPPS_STEP = 10_007

export type DoctorCells = Record<Column, string>

type Town = { commune: DemoCommune; count: number }
/** Practices of a territory, by town: a few of Grand-Lille stand across its border, as a listed doctor may. */
const TEAMS: Readonly<
  Record<TerritorySettings['slug'], { doctors: number; towns: readonly Town[] }>
> = {
  'grand-lille': {
    doctors: 240,
    towns: [
      { commune: 'lille', count: 68 },
      { commune: 'lambersart', count: 27 },
      { commune: 'laMadeleine', count: 10 },
    ],
  },
  'lys-armentieres': { doctors: 60, towns: [{ commune: 'armentieres', count: 27 }] },
}

const LANGUAGES = [
  'ar',
  'en',
  'es',
  'pt',
  'it',
  'pl',
  'tr',
  'nl',
  'uk',
  'fa',
  'vi',
  'ro',
  'de',
  'so',
]
const BOOKING = [
  'Par téléphone, de 8 h 30 à 11 h 30',
  'Au secrétariat, l’après-midi',
  'Par téléphone, tous les matins',
  'Sur place, au secrétariat, de 9 h à 12 h',
  'Par téléphone, le mardi et le jeudi',
  '',
]

/**
 * The invented doctors of a territory, 240 or 60 of the 300, as cells of the doctors’ CSV.
 * Dates of confirmation run back from `now`: most are fresh, some are to reconfirm, some expired.
 */
export function demoDoctors(slug: TerritorySettings['slug'], now: Date): DoctorCells[] {
  return allDoctors(now).get(slug) ?? []
}

/** The same as a file: `;`, one header line. */
export function demoDoctorsCsv(slug: TerritorySettings['slug'], now: Date): string {
  return stringify(demoDoctors(slug, now), {
    header: true,
    columns: [...COLUMNS],
    delimiter: ';',
  })
}

/** Drawn together, so that no name, number nor practice is in both territories. */
function allDoctors(now: Date): Map<string, DoctorCells[]> {
  const draw = drawFrom(SEED)
  const teams = Object.entries(TEAMS)
  const practices = drawPractices(
    draw,
    teams.flatMap(([, { towns }]) => towns),
  )
  const names = drawNames(
    draw,
    teams.reduce((sum, [, { doctors }]) => sum + doctors, 0),
  )
  let rank = 0
  return new Map(
    teams.map(([slug, { doctors, towns }]) => {
      const theirs = practices.splice(0, towns.length).flat()
      const cells = names
        .splice(0, doctors)
        .map((name, i) =>
          doctor(draw, { name, practice: theirs[i] ?? draw.pick(theirs), rank: rank++, now }),
        )
      return [slug, cells]
    }),
  )
}

type Known = { name: PersonName; practice: DemoPractice; rank: number; now: Date }

function doctor(draw: Draw, { name, practice, rank, now }: Known): DoctorCells {
  const { address } = practice
  const { postalCode, name: commune } = COMMUNES[address.commune]
  return {
    rpps: String(FIRST_RPPS + rank * RPPS_STEP),
    nom: name.lastName,
    prenom: name.firstName,
    cabinet: practice.name,
    adresse: streetLine(address),
    code_postal: postalCode,
    commune,
    lon: String(address.position[0]),
    lat: String(address.position[1]),
    telephone: practice.phone,
    courriel: mailOf(name),
    ...places(draw, address.commune),
    ...ages(draw),
    plain_pied: practice.stepFree,
    langues: ['fr', ...languages(draw)].join(','),
    prise_de_rdv: draw.pick(BOOKING),
    confirme_le: addDays(parisDay(now), -daysSinceConfirmed(draw)),
    accord_coordination: 'oui',
    accord_patients: draw.chance(0.94) ? 'oui' : 'non',
    accord_carte: draw.chance(0.4) ? 'oui' : 'non',
  }
}

type PlacesCells = Pick<DoctorCells, 'places' | 'places_ald' | 'places_visite' | 'communes_visite'>

/** Three in four are full, as practices are; most of the others visit at home, some of them only in their own town. */
function places(draw: Draw, commune: DemoCommune): PlacesCells {
  const all = draw.chance(0.75) ? 0 : draw.int(1, 6)
  const visits = draw.chance(0.6) ? draw.int(1, 4) : 0
  const atHome = Math.min(visits, Math.ceil(all / 2))
  const own = draw.chance(0.5) ? COMMUNES[commune].inseeCode : ''
  return {
    places: String(all),
    places_ald: String(Math.min(draw.int(0, 4), all - atHome)),
    places_visite: String(atHome),
    communes_visite: atHome > 0 ? own : '',
  }
}

/** Four in five take people of any age. */
function ages(draw: Draw): Pick<DoctorCells, 'age_min' | 'age_max'> {
  const kind = draw.int(1, 100)
  if (kind <= 8) return { age_min: '16', age_max: '' }
  if (kind <= 14) return { age_min: '', age_max: '75' }
  if (kind <= 18) return { age_min: '', age_max: '25' }
  return { age_min: '', age_max: '' }
}

function languages(draw: Draw): string[] {
  const count = draw.pick([0, 0, 0, 0, 1, 1, 1, 2])
  return draw.shuffle(LANGUAGES).slice(0, count)
}

/** Fresh for six months, in a list for one more, then out of it: the ranges stay clear of both limits. */
function daysSinceConfirmed(draw: Draw): number {
  const kind = draw.int(1, 100)
  if (kind <= 8) return draw.int(220, 420)
  if (kind <= 20) return draw.int(188, 206)
  return draw.int(1, 170)
}
