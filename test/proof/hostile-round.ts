import { randomUUID } from 'node:crypto'
import type { Actor } from '../../server/audit/service.ts'
import type { Deps } from '../../server/deps.ts'
import { askNewLink, mintDoctorLink } from '../../server/doctor-links/service.ts'
import {
  answerOffer,
  answerProposal,
  askDoctors,
  tellHousehold,
} from '../../server/proposals/service.ts'
import { sendShortlist } from '../../server/shortlists/service.ts'
import { A_FORM } from '../http/doctors/support.ts'
import { aRegistration, NEW } from '../http/referrals/support.ts'
import { anInvitation, LIST } from '../http/referrers/support.ts'
import { aForm, type Clock, type Visitor } from '../support/app.ts'
import { COORDINATOR } from '../support/brokered.ts'
import type { Payload } from './payloads.ts'

/** Everybody who types something, at their own door. */
export type Stage = {
  deps: Deps
  clock: Clock
  territoryId: string
  anybody: () => Visitor
  coordinator: Visitor
  referrer: Visitor
  /** Text fields that took a payload, and those that refused it. */
  taken: number
  refused: number
}

export const SETTINGS = {
  contact_nom: 'Inès Belgrain',
  contact_telephone: '03 53 01 00 24',
  contact_mail: 'coordination@example.org',
  contact_horaires: 'du lundi au vendredi, de 9 h à 17 h',
  tranche_km: '0,5',
  sollicitations_par_place: '20',
  delai_nouvelles: '10',
  noms_dans_messages: 'oui',
  distance_raisonnable_km: '10',
  delai_medecin: '5',
  delai_foyer: '10',
  apres_refus: 'next',
  plus_loin_km: '15',
  liste_commune: 'non',
  liste_commune_jours: '30',
}

const DOCTORS = '/coordination/medecins'
const WORDS_OF_DOCTOR = ['nom', 'prenom', 'cabinet', 'adresse', 'prise_de_rdv']
const WORDS_OF_PATIENT = ['membres[0][nom]', 'membres[0][prenom]', 'adresse', 'commune', 'source']

/**
 * One payload in every text field of a doctor, a coordinator, a patient and a referrer, up to the messages that follow:
 * received twice, a list, a solution found and agreed, who is expected, an invitation, a new link.
 */
export async function playRound(stage: Stage, { text }: Payload, n: number): Promise<void> {
  const { deps, clock, territoryId } = stage
  const availabilityId = await aDoctorSaying(stage, text, n)
  await sayInSettings(stage, text)
  const invitation = await anInvitation(deps, { courriel: `adresseur${n}@example.org` })
  await fill(stage, stage.coordinator, {
    path: LIST,
    fields: invitation,
    words: ['nom', 'organisation_nom'],
    text,
  })
  await fill(stage, stage.anybody(), {
    path: '/questionnaire',
    fields: aForm({ courriel: `foyer${n}@example.org` }),
    words: WORDS_OF_PATIENT,
    text,
  })
  await solve(stage, { id: await lastRequest(stage), availabilityId })
  await fill(stage, stage.referrer, {
    path: NEW,
    fields: aRegistration({ canal: 'courriel', courriel: `signale${n}@example.org` }),
    words: ['membres[0][nom]', 'membres[0][prenom]', 'adresse', 'commune', 'medecin_souhaite'],
    text,
  })
  const target = { id: await lastRequest(stage), territoryId, actor: COORDINATOR }
  const list = { availabilityIds: [availabilityId], channel: 'email' as const, km: 5 }
  const decision = { key: randomUUID(), ...list, exception: null }
  await inMode(stage, 'shortlist')
  await sendShortlist(deps, target, decision, clock.at)
  await inMode(stage, 'brokered')
}

/** One territory plays both modes in turn. */
function inMode({ deps, territoryId: id }: Stage, mode: 'shortlist' | 'brokered') {
  return deps.database.client.territory.update({ where: { id }, data: { mode } })
}

type Filling = {
  path: string
  fields: Record<string, string>
  words: readonly string[]
  text: string
}

/** Sends a form with the text in each of these fields; those that refuse it keep their plain words. */
async function fill(stage: Stage, visitor: Visitor, filling: Filling): Promise<void> {
  const { path, fields, words, text } = filling
  let hostile = [...words]
  for (let tries = 0; tries <= words.length; tries += 1) {
    const typed = Object.fromEntries(hostile.map((name) => [name, text]))
    const sent = await visitor.post(path, { ...fields, ...typed })
    if (sent.status < 400) {
      stage.taken += hostile.length
      stage.refused += words.length - hostile.length
      return
    }
    const wrong = hostile.filter((name) => isRefused(sent.text, name))
    if (sent.status !== 422 || wrong.length === 0)
      throw new Error(`${path} answered ${sent.status} to ${JSON.stringify(text)}`)
    hostile = hostile.filter((name) => !wrong.includes(name))
  }
}

function isRefused(page: string, name: string): boolean {
  const inputs = page.match(/<(?:input|textarea|select)\b[^>]*>/g) ?? []
  return inputs.some((tag) => tag.includes(`name="${name}"`) && tag.includes('aria-invalid="true"'))
}

async function aDoctorSaying(stage: Stage, text: string, n: number): Promise<string> {
  const { deps, territoryId, clock } = stage
  const { client } = deps.database
  const rpps = String(97_000_000_000 + n)
  await client.doctor.updateMany({ data: { withdrawnAt: clock.at } })
  const reach = {
    courriel: `cabinet${n}@example.org`,
    courriel_securise: `cabinet${n}@mss.example.org`,
  }
  await fill(stage, stage.coordinator, {
    path: `${DOCTORS}/nouveau`,
    fields: { ...A_FORM, cle: randomUUID(), rpps, lon: '3,06', lat: '50,63', ...reach },
    words: WORDS_OF_DOCTOR,
    text,
  })
  const availability = await client.availability.findFirstOrThrow({ where: { doctor: { rpps } } })
  const { doctorId } = availability
  const link = await deps.database.transaction((tx) =>
    mintDoctorLink(tx, { territoryId, doctorId }, clock.at),
  )
  await askNewLink(deps, link.split('/').at(-1) ?? '', clock.at)
  return availability.id
}

async function sayInSettings(stage: Stage, text: string): Promise<void> {
  const { settingsVersion } = await stage.deps.database.client.territory.findUniqueOrThrow({
    where: { id: stage.territoryId },
  })
  await fill(stage, stage.coordinator, {
    path: '/coordination/reglages',
    fields: { ...SETTINGS, cle: randomUUID(), version: String(settingsVersion) },
    words: ['contact_nom', 'contact_horaires'],
    text,
  })
}

async function lastRequest({ deps, territoryId }: Stage): Promise<string> {
  const { id } = await deps.database.client.orientationRequest.findFirstOrThrow({
    where: { territoryId, status: 'ready' },
    orderBy: { registeredAt: 'desc' },
  })
  return id
}

type Solving = { id: string; availabilityId: string }

/** Asked, accepted, told, agreed. */
async function solve({ deps, territoryId, clock }: Stage, { id, availabilityId }: Solving) {
  const target = { id, territoryId, actor: COORDINATOR }
  const key = randomUUID()
  const asking = { km: 5, exception: null, medium: 'link' as const, isNamed: false }
  await askDoctors(deps, target, { key, availabilityIds: [availabilityId], ...asking }, clock.at)
  const proposal = await deps.database.client.proposal.findFirstOrThrow({
    where: { requestId: id },
  })
  const yes = { proposalId: proposal.id, territoryId, actor: COORDINATOR, key }
  await answerProposal(deps, { ...yes, answer: { kind: 'yes' } }, clock.at)
  await tellHousehold(deps, target, { key, channel: 'email' }, clock.at)
  const patient: { id: string; territoryId: string; actor: Actor } = {
    id,
    territoryId,
    actor: { kind: 'patient', id },
  }
  await answerOffer(deps, patient, { key, answer: 'agreed' }, clock.at)
}
