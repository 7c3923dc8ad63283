import { randomUUID } from 'node:crypto'
import { addMonths, parisDay } from '../../server/calendar/rules.ts'
import { answerHousehold } from '../../server/doctor-page/households.ts'
import { recordAnswer } from '../../server/followup/service.ts'
import { answerWider } from '../../server/ladder/moving.ts'
import { closeRequest } from '../../server/orientation/service.ts'
import { submitQuestionnaire } from '../../server/orientation/submit.ts'
import { answerOffer, findAgreed, pauseSearch } from '../../server/proposals/service.ts'
import { checkQuestionnaire } from '../../server/questionnaire/check.ts'
import { findOpenShortlist } from '../../server/shortlists/service.ts'
import { territoryBySlug } from '../../server/territory/service.ts'
import { aForm, aMember } from '../support/app.ts'
import { DOCTOR } from '../support/brokered.ts'
import { fictionPhone } from './households.ts'
import { attempt } from './year-acts.ts'
import type { Place, YearWorld } from './year-world.ts'

export type Row = { id: string; status: string; registeredAt: Date }

/** One household in ten never answers anything. */
const SILENT_EVERY = 10
/** Chances of a day. */
const ANSWERS_LIST = 0.1
const ANSWERS_OFFER = 0.3
const DOCTOR_TELLS = 0.06
const IS_DECLARED = 0.07
const SPEAKS_OF_AGREED = 0.06
const LISTED_TELLS = 0.02
const DOUBTS_VISIT = 0.01
const WITHDRAWS = 0.0006
const PAUSES = 0.001

/** Its page lets it pause in these. */
const MAY_PAUSE = ['ready', 'shortlisted', 'proposed', 'offered']

/** The n-th household fills the questionnaire in. */
export async function arrive(world: YearWorld, place: Place, n: number): Promise<void> {
  const { deps, chance, clock } = world
  const channel = chance.pick(['courriel', 'courriel', 'courriel', 'sms', 'sms', 'telephone'])
  const people = chance.pick([1, 1, 1, 2, 2, 3, 4])
  const members = Array.from({ length: people }, (_, i) =>
    aMember(i, {
      nom: `Essai${lettersOf(n)}`,
      prenom: `Prenom${lettersOf(i)}`,
      naissance_annee: String(1930 + chance.below(90)),
      ald: chance.isSo(0.2) ? 'oui' : 'non',
      se_deplace: chance.isSo(0.05) ? 'non' : 'oui',
    }),
  )
  const values = aForm({
    ...Object.assign({}, ...members),
    canal: channel,
    telephone: fictionPhone(n),
    courriel: channel === 'courriel' ? `foyer${n}@example.org` : '',
    fauteuil: chance.isSo(0.04) ? 'oui' : 'non',
    deja_suivi: chance.isSo(0.06) ? 'oui' : 'non',
    distance_max_km: chance.pick(['3', '5', '5', '10']),
  })
  const checked = checkQuestionnaire(values, { assisted: false, now: clock.at })
  if (!checked.ok) throw new Error(`household ${n} is refused: ${Object.keys(checked.errors)}`)
  const territory = await territoryBySlug(deps, place.slug)
  const actor = { kind: 'patient' as const, id: null }
  await submitQuestionnaire(deps, { territory, form: checked.value, actor }, clock.at)
}

function lettersOf(n: number): string {
  return [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}

/** What a household, or a doctor of it, does on one day; most days nothing. */
export async function live(world: YearWorld, place: Place, row: Row): Promise<void> {
  const { chance, deps, clock } = world
  const { territoryId } = place
  const target = { id: row.id, territoryId, actor: { kind: 'patient' as const, id: row.id } }
  if (chance.isSo(WITHDRAWS))
    return attempt(world, () => closeRequest(deps, target, { reason: 'withdrawn' }, clock.at))
  if (MAY_PAUSE.includes(row.status) && chance.isSo(PAUSES)) {
    const until = addMonths(parisDay(clock.at), 1)
    return attempt(world, () => pauseSearch(deps, target, until, clock.at))
  }
  const isSilent =
    (row.registeredAt.getTime() / 60_000 + row.registeredAt.getUTCDate()) % SILENT_EVERY === 0
  if (row.status === 'seen' && chance.isSo(IS_DECLARED)) return declare(world, place, row)
  if (row.status === 'agreed' && chance.isSo(DOCTOR_TELLS)) return comes(world, place, row)
  if (row.status === 'shortlisted' && chance.isSo(LISTED_TELLS)) return comes(world, place, row)
  if (row.status === 'seen' && chance.isSo(DOUBTS_VISIT))
    return doctorSays(world, place, { id: row.id, answer: 'absent' })
  if (isSilent) return
  if (row.status === 'agreed' && chance.isSo(SPEAKS_OF_AGREED))
    return answerAgreed(world, place, row)
  if (row.status === 'shortlisted' && chance.isSo(ANSWERS_LIST))
    return answerList(world, place, row)
  if (row.status === 'offered' && chance.isSo(ANSWERS_OFFER)) {
    const answer = chance.isSo(0.8) ? ('agreed' as const) : ('refused' as const)
    return attempt(world, () => answerOffer(deps, target, { key: randomUUID(), answer }, clock.at))
  }
  if (row.status === 'already_followed' && chance.isSo(0.02)) return declare(world, place, row)
  if (row.status === 'ready' && chance.isSo(0.2) && (await isAskedWider(world, row))) {
    const answer = chance.isSo(0.7) ? ('agreed' as const) : ('refused' as const)
    await attempt(world, () => answerWider(deps, target, { key: randomUUID(), answer }, clock.at))
  }
}

async function isAskedWider({ deps }: YearWorld, { id: requestId }: Row): Promise<boolean> {
  const where = { requestId, widerAskedAt: { not: null }, widerAnswer: null }
  return (await deps.database.client.ladder.count({ where })) > 0
}

type Said = Parameters<typeof recordAnswer>[2]['answer']

async function say(world: YearWorld, place: Place, { id, answer }: { id: string; answer: Said }) {
  const target = { id, territoryId: place.territoryId, actor: { kind: 'patient' as const, id } }
  const isRefusal = answer === 'refused' || answer === 'full'
  const availabilityId = isRefusal ? ('all' as const) : await nameOf(world, place, id)
  const told = { key: randomUUID(), answer, availabilityId, memberIds: [] }
  return attempt(world, () => recordAnswer(world.deps, target, told, world.clock.at))
}

/** Most households say which doctor of their list they speak of. */
async function nameOf(world: YearWorld, place: Place, id: string): Promise<string | null> {
  return world.chance.isSo(0.7) ? named(world, place, id) : null
}

/** The doctor whom a household agreed to, else one of its list; null when it has none. */
async function named(
  { deps, chance }: YearWorld,
  { territoryId }: Place,
  requestId: string,
): Promise<string | null> {
  const { client } = deps.database
  const key = { requestId, territoryId }
  const agreed = await findAgreed(client, key)
  if (agreed) return agreed.availabilityId
  const list = await findOpenShortlist(client, deps.keys, key)
  const [first, ...others] = list?.entries.map(({ availabilityId }) => availabilityId) ?? []
  return first ? chance.pick([first, ...others]) : null
}

function answerList(world: YearWorld, place: Place, { id }: Row): Promise<void> {
  const answer = world.chance.pick<Said>([
    'appointment',
    'seen',
    'seen',
    'seen',
    'refused',
    'refused',
    'full',
    'not_called',
  ])
  return say(world, place, { id, answer })
}

/** A household that was given one name has its appointment, came, has not called yet, or found the door closed. */
function answerAgreed(world: YearWorld, place: Place, { id }: Row): Promise<void> {
  const answer = world.chance.pick<Said>([
    'appointment',
    'appointment',
    'seen',
    'not_called',
    'refused',
  ])
  return say(world, place, { id, answer })
}

/** The household came, or did not, says a doctor who expects it or whose name is on its list. */
async function comes(world: YearWorld, place: Place, { id }: Row): Promise<void> {
  const answer = world.chance.isSo(0.88) ? ('seen' as const) : ('absent' as const)
  await doctorSays(world, place, { id, answer })
}

async function declare(world: YearWorld, place: Place, row: Row): Promise<void> {
  const byDoctor = row.status === 'seen' && world.chance.isSo(0.6)
  if (byDoctor) return doctorSays(world, place, { id: row.id, answer: 'declared' })
  return say(world, place, { id: row.id, answer: 'declared' })
}

async function doctorSays(
  world: YearWorld,
  place: Place,
  { id, answer }: { id: string; answer: 'seen' | 'absent' | 'declared' },
): Promise<void> {
  const { deps, clock } = world
  const { territoryId } = place
  const availabilityId = await named(world, place, id)
  if (!availabilityId) return
  const { doctorId } = await deps.database.client.availability.findUniqueOrThrow({
    where: { id: availabilityId },
  })
  const told = { territoryId, doctorId, actor: DOCTOR, requestId: id, answer, key: randomUUID() }
  await attempt(world, () => answerHousehold(deps, told, clock.at))
}
