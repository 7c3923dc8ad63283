import { addDays, addMonths, type Day, parisDay } from '../../server/calendar/rules.ts'
import { COMMUNES } from './communes.ts'
import {
  type DemoPerson,
  HOUSEHOLD_CASES,
  type HouseholdCase,
  type Reach,
} from './household-cases.ts'
import { mailOf } from './names.ts'
import { type Draw, drawFrom } from './random.ts'

const SEED = 4_040
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A questionnaire as the form would send it, and what must become of it. */
export type DemoHousehold = {
  territory: HouseholdCase['territory']
  reach: Reach
  /** Idempotency key of everything done for it. */
  key: string
  registeredAt: Date
  /** Filled in on the phone by the coordinator. */
  assisted: boolean
  /** By the names of the form: `adresse`, `membres[0][nom]`… */
  values: Record<string, string>
}

/** Forty-five invented households of both territories; dates and ages run back from `now`. */
export function demoHouseholds(now: Date): DemoHousehold[] {
  const draw = drawFrom(SEED)
  return HOUSEHOLD_CASES.map((told, rank) => {
    const key = draw.uuid()
    return {
      territory: told.territory,
      reach: told.reach,
      key,
      registeredAt: new Date(now.getTime() - told.daysAgo * DAY_MS - draw.int(0, 8) * HOUR_MS),
      assisted: told.by === 'courrier',
      values: { cle: key, ...answersOf(draw, told, { rank, today: parisDay(now) }) },
    }
  })
}

function answersOf(
  draw: Draw,
  told: HouseholdCase,
  { rank, today }: { rank: number; today: Day },
): Record<string, string> {
  const { postalCode, name } = COMMUNES[told.town]
  const [first] = told.people
  return {
    source: draw.pick(['pharmacie', 'mairie', 'flyer', '']),
    adresse: told.at,
    code_postal: postalCode,
    commune: name,
    telephone: told.by === 'courrier' ? '' : `06 39 98 ${pair(rank)} ${pair(rank * 7 + 11)}`,
    courriel:
      told.by === 'courriel' && first
        ? mailOf({ firstName: first.first, lastName: first.last })
        : '',
    canal: told.by,
    lien_possible: told.by === 'courrier' ? 'non' : 'oui',
    langue: 'fr',
    rempli_par: 'moi',
    distance_max_km: String(told.km),
    transport: told.km > 5 ? 'voiture' : 'transports',
    fauteuil: 'non',
    motif: draw.pick(['retraite', 'retraite', 'demenagement', 'autre', 'non_dit']),
    deja_suivi: 'non',
    accord_enquete: draw.pick(['oui', 'non']),
    ...told.answers,
    ...Object.assign(
      {},
      ...told.people.map((person, i) => memberValues(draw, person, { i, today })),
    ),
  }
}

function memberValues(
  draw: Draw,
  person: DemoPerson,
  { i, today }: { i: number; today: Day },
): Record<string, string> {
  const birth = addDays(addMonths(today, -12 * person.age), -draw.int(20, 330))
  const [year = '', month = '', day = ''] = birth.split('-')
  const answers = {
    nom: person.last,
    prenom: person.first,
    naissance_jour: String(Number(day)),
    naissance_mois: String(Number(month)),
    naissance_annee: year,
    ald: person.ald ?? 'non',
    se_deplace: person.stays ? 'non' : 'oui',
  }
  return Object.fromEntries(
    Object.entries(answers).map(([field, value]) => [`membres[${i}][${field}]`, value]),
  )
}

function pair(value: number): string {
  return String(value % 100).padStart(2, '0')
}
