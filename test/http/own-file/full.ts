import { randomUUID } from 'node:crypto'
import { blindIndex } from '../../../server/crypto/keys.ts'
import { seal } from '../../../server/crypto/seal.ts'
import type { Database } from '../../../server/db.ts'
import { saveDraft } from '../../../server/questionnaire/store.ts'
import { appendEvent } from '../../../server/timeline/service.ts'
import { addTodo } from '../../../server/todos/service.ts'
import { aForm, aMember } from '../../support/app.ts'
import { aBrokeredScene, type BrokeredScene } from '../../support/brokered.ts'

/** What nothing may hold once a household is erased: what it said, in every field that takes words. */
export const SAID =
  /zorglub|philibertine|toile-bise|39981234|jeanne@|1948-03|canari|\[3\.06|4\.4242|demenagement|"pt"/i

export const FORM = aForm({
  ...aMember(0, { nom: 'Zorglub', prenom: 'Philibertine', ald: 'oui' }),
  ...aMember(1, { nom: 'Zorglub', prenom: 'Canari' }),
  langue: 'pt',
  motif: 'demenagement',
  accord_enquete: 'oui',
})

/** A household with something in every table that may hold a word about it, and a doctor who said yes and was named. */
export async function aFullFile(database: Database): Promise<BrokeredScene> {
  const scene = await aBrokeredScene(database, { form: FORM })
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'yes' })
  await scene.tell()
  await scene.householdSays('agreed')
  await addWords(scene)
  return scene
}

async function addWords({ deps, id, territoryId, doctors, clock }: BrokeredScene): Promise<void> {
  const { keys, database } = deps
  const { client } = database
  const where = { requestId: id, territoryId }
  const sealed = (table: string, column: string, row: string) =>
    seal(keys, { table, column, row }, 'canari')
  const note = { kind: 'verdict', actor: 'Inès Belgrain', facts: { verdict: 'inside' } } as const
  await appendEvent(client, keys, { ...where, ...note, note: 'canari' }, clock.at)
  const todo = { kind: 'absent', uniqueKey: 'absent:1', whileStatus: null } as const
  await addTodo(client, { ...where, ...todo }, clock.at)
  const verdictReasonSealed = sealed('orientation_request', 'verdict_reason_sealed', id)
  await client.orientationRequest.update({ where: { id }, data: { verdictReasonSealed } })
  const round = await client.proposalRound.findFirstOrThrow({ where })
  const exceptionSealed = sealed('proposal_round', 'exception_sealed', round.id)
  await client.proposalRound.update({ where: { id: round.id }, data: { exceptionSealed } })
  const [listId, outcomeId, referralId] = [randomUUID(), randomUUID(), randomUUID()] as const
  const list = { decidedBy: 'Inès Belgrain', decidedAt: clock.at, givenAt: clock.at, maxKm: 5 }
  const reasons = [{ code: 'language', languages: ['pt'] }]
  await client.shortlist.create({
    data: {
      ...{ ...list, ...where, id: listId, channel: 'email' },
      exceptionSealed: sealed('shortlist', 'exception_sealed', listId),
      entries: {
        create: [
          { territoryId, availabilityId: doctors[0] ?? '', position: 0, km: 4.4242, reasons },
        ],
      },
    },
  })
  const noteSealed = sealed('outcome', 'note_sealed', outcomeId)
  const outcome = { id: outcomeId, kind: 'not_yet', toldBy: 'patient', at: clock.at } as const
  await client.outcome.create({ data: { ...where, ...outcome, noteSealed } })
  await addReferral(client, { where, id: referralId }, clock.at)
  const wishedDoctorSealed = sealed('referral', 'wished_doctor_sealed', referralId)
  const rowIndex = blindIndex(keys, 'identity', 'canari')
  await client.referral.update({
    where: { id: referralId },
    data: { wishedDoctorSealed, rowIndex },
  })
  await addKeptText({ deps, where }, clock.at)
}

type Where = { requestId: string; territoryId: string }

async function addReferral(
  client: Database['client'],
  { where, id }: { where: Where; id: string },
  now: Date,
): Promise<void> {
  const { territoryId } = where
  const account = await client.account.create({ data: { email: 'adresseur@example.org' } })
  const organisation = await client.organisation.create({
    data: { territoryId, name: 'CPAM (exemple)', kind: 'cpam', createdAt: now },
  })
  const who = { accountId: account.id, organisationId: organisation.id, role: 'cpam' } as const
  const how = { source: 'accueil', agreedOn: now, agreedHow: 'orally', createdAt: now }
  await client.referral.create({ data: { id, ...where, ...who, ...how } })
}

async function addKeptText(
  { deps, where }: { deps: BrokeredScene['deps']; where: Where },
  now: Date,
): Promise<void> {
  const { keys, database } = deps
  const { territoryId } = where
  const message = await database.client.message.findFirstOrThrow({ where })
  const id = randomUUID()
  const contentSealed = seal(
    keys,
    { table: 'local_message', column: 'content_sealed', row: id },
    { to: 'jeanne@example.org' },
  )
  const local = { id, territoryId, messageId: message.id, at: now, channel: message.channel }
  await database.client.localMessage.create({ data: { ...local, contentSealed } })
  const draft = { token: 'brouillon-de-philibertine', territoryId, values: FORM }
  await saveDraft(database.client, keys, draft, now)
}
