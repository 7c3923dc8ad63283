import { randomUUID } from 'node:crypto'
import { mintDoctorLink } from '../../server/doctor-links/service.ts'
import { aForm } from '../support/app.ts'
import { nobodyIsWrittenTo } from '../support/doctor-messages.ts'
import { aBrowser, type Browser, type Visits } from './browser.ts'
import { CANARY_NOTE, canaryFields } from './canaries.ts'
import { ASKS, breakStoring, type CanaryScene, LISTS, type MailFault } from './canary-scene.ts'
import { type Running, until } from './processes.ts'
import { signInWith } from './staff.ts'

/** A list may be undone for ten seconds; then it leaves. */
const LEFT_WITHIN_MS = 25_000

export type Walk = {
  scene: CanaryScene
  server: Running
  visits: Visits
  steps: number
  /** What the mail server does wrong on the way. */
  mailFaults: readonly Exclude<MailFault, 'ok'>[]
}

/** Notes each step that was taken; one that was not ends the proof, which would otherwise show nothing. */
async function step(
  walk: Walk,
  act: Promise<{ status: number; location?: string }>,
  status = 303,
): Promise<string> {
  const answer = await act
  if (answer.status !== status || /entre-temps|depasse|trop-tard/.test(answer.location ?? '')) {
    const last = walk.visits.urls.at(-1)?.replaceAll(/[\w-]{43}/g, ':token')
    throw new Error(`step ${walk.steps + 1} (${last}) answered ${answer.status}`)
  }
  walk.steps += 1
  return answer.location ?? ''
}

/** Both modes, from the questionnaire to the end, with every fault on the way. */
export async function walkAll(walk: Walk): Promise<string> {
  const { scene, server, visits } = walk
  const staff = aBrowser(server, '127.1.1.1', visits)
  const asking = aBrowser(server, '127.1.1.2', visits)
  await signInWith(staff, scene.coordinators.lists)
  await signInWith(asking, scene.coordinators.asks)
  await brokenDatabase(walk)
  await smsRefused(walk)
  await mailRefused(walk)
  const toPlace = await registerUnplaced(walk)
  const toAsk = await register(walk, { n: 3, slug: ASKS, channel: 'courriel' })
  await Promise.all([listed(walk, staff, toPlace), solved(walk, asking, toAsk)])
  await staffReads(walk, staff, asking)
  await errorPages(walk, staff)
  const { text } = await staff.get('/coordination')
  return text
}

function visitor({ server, visits }: Walk, n: number): Browser {
  return aBrowser(server, `127.1.2.${n}`, visits)
}

type Household = { id: string; link: string }

async function register(
  walk: Walk,
  { n, slug, channel }: { n: number; slug: string; channel: 'courriel' | 'sms' },
): Promise<Household> {
  const path = `/t/${slug}/questionnaire`
  const patient = visitor(walk, n)
  const fields = { ...aForm(canaryFields(channel)), cle: randomUUID() }
  for (const part of ['coordonnees', 'foyer', 'preferences'])
    await step(walk, patient.post(`${path}/${part}`, fields))
  await step(walk, patient.get(`${path}/verification`), 200)
  const link = (await step(walk, patient.post(path, fields))).split('?')[0] ?? ''
  const { id } = await walk.scene.home.within(({ database: { client } }) =>
    client.orientationRequest.findFirstOrThrow({
      where: { territory: { slug } },
      orderBy: { registeredAt: 'desc' },
    }),
  )
  return { id, link }
}

/** The geocoder is down. */
async function registerUnplaced(walk: Walk): Promise<Household> {
  walk.scene.now.geocoder = 'error'
  const household = await register(walk, { n: 1, slug: LISTS, channel: 'courriel' })
  walk.scene.now.geocoder = 'none'
  return household
}

/** Placed by hand, decided with a note, listed, refused by the doctors, paused, withdrawn. */
async function listed(walk: Walk, staff: Browser, { id, link }: Household): Promise<void> {
  const { smtp } = walk.scene
  const at = `/coordination/demandes/${id}`
  await step(walk, staff.post(`${at}/position`, { lon: '3,06', lat: '50,63' }))
  const decision = { verdict: 'inside', raison_verdict: CANARY_NOTE }
  await step(walk, staff.post(`${at}/territoire`, decision))
  await sendList(walk, staff, { id, canal: 'courriel' })
  await until(() => smtp.received.length >= 2, LEFT_WITHIN_MS)
  const patient = visitor(walk, 2)
  const key = () => ({ cle: randomUUID() })
  await step(walk, patient.post(`${link}/suite`, { ...key(), suite: 'refuse', medecin: 'tous' }))
  await step(walk, patient.post(`${link}/pause`, { ...key(), duree: '1' }))
  await step(walk, patient.post(`${link}/reprise`, key()))
  await step(walk, patient.post(`${link}/retrait`, { ...key(), raison: 'autre' }))
}

async function sendList(
  walk: Walk,
  staff: Browser,
  { id, canal }: { id: string; canal: string },
): Promise<void> {
  const medecin = await doctorsOf(walk, LISTS)
  const form = { cle: randomUUID(), canal, km: '5', medecin }
  await step(walk, staff.post(`/coordination/demandes/${id}/envoi`, form))
}

/** Availabilities of a territory, in the order of their distance. */
function doctorsOf({ scene }: Walk, slug: string): Promise<string[]> {
  return scene.home.within(async ({ database: { client } }) => {
    const rows = await client.availability.findMany({
      where: { territory: { slug } },
      orderBy: { practice: { lat: 'asc' } },
    })
    return rows.map(({ id }) => id)
  })
}

/** Asked, declined by one doctor and accepted by the next, told, agreed, seen, declared. */
async function solved(walk: Walk, staff: Browser, { id, link }: Household): Promise<void> {
  const at = `/coordination/demandes/${id}`
  await step(walk, staff.post(`${at}/position`, { lon: '3,06', lat: '50,63' }))
  const medecin = await doctorsOf(walk, ASKS)
  const exception = { motif_distance: CANARY_NOTE }
  await step(walk, staff.post(`${at}/sollicitation`, { cle: randomUUID(), medecin, ...exception }))
  await doctorSays(walk, medecin[0] ?? '', { reponse: 'non', raison: 'autre' })
  const page = await doctorSays(walk, medecin[1] ?? '', { reponse: 'oui' })
  await step(walk, staff.post(`${at}/annonce`, { cle: randomUUID(), canal: 'courriel' }))
  const patient = visitor(walk, 4)
  await step(walk, patient.post(`${link}/reponse`, { cle: randomUUID(), reponse: 'oui' }))
  await until(() => walk.scene.secure.received.length > 0, LEFT_WITHIN_MS)
  const doctor = visitor(walk, 5)
  for (const suite of ['venu', 'declare'])
    await step(walk, doctor.post(`${page}/suite`, { cle: randomUUID(), demande: id, suite }))
}

/** The page of a doctor, who answers what they are asked: once they were written to, as each message replaces its link. */
async function doctorSays(
  walk: Walk,
  availabilityId: string,
  { reponse, raison = '' }: { reponse: string; raison?: string },
): Promise<string> {
  const { home } = walk.scene
  await until(() => home.within(nobodyIsWrittenTo), LEFT_WITHIN_MS)
  const { path, proposalId } = await home.within(async ({ database, now }) => {
    const { client } = database
    const proposal = await client.proposal.findFirstOrThrow({ where: { availabilityId } })
    const { doctorId, territoryId } = await client.availability.findUniqueOrThrow({
      where: { id: availabilityId },
    })
    const minted = { doctorId, territoryId }
    const path = await database.transaction((tx) => mintDoctorLink(tx, minted, now()))
    return { path, proposalId: proposal.id }
  })
  const doctor = visitor(walk, 6)
  await step(walk, doctor.get(path), 200)
  const said = { reponse, [`raison[${proposalId}]`]: raison }
  const form = { cle: randomUUID(), sollicitation: proposalId, ...said }
  await step(walk, doctor.post(`${path}/sollicitation`, form))
  return path
}

/** The provider fails with the SMS in hand, then takes the next one. */
async function smsRefused(walk: Walk): Promise<void> {
  const { now, twilio } = walk.scene
  now.sms = 'failing'
  await register(walk, { n: 7, slug: LISTS, channel: 'sms' })
  await until(() => twilio.calls.length > 0, LEFT_WITHIN_MS)
  now.sms = 'ok'
  await register(walk, { n: 8, slug: LISTS, channel: 'sms' })
  await until(() => twilio.taken.length > 0, LEFT_WITHIN_MS)
}

/** The mail server refuses for good, for now, says nothing, then says nothing of what it took. */
async function mailRefused(walk: Walk): Promise<void> {
  const { now, home } = walk.scene
  for (const [n, fault] of walk.mailFaults.entries()) {
    now.mail = fault
    const { id: requestId } = await register(walk, { n: 20 + n, slug: LISTS, channel: 'courriel' })
    const where = { requestId, status: SETTLED_AS[fault] }
    await until(
      () =>
        home.within(async ({ database }) => (await database.client.message.count({ where })) > 0),
      LEFT_WITHIN_MS,
    )
    now.mail = 'ok'
  }
}

const SETTLED_AS = {
  refused: 'failed_permanent',
  greylisted: 'failed_temporary',
  hung: 'failed_temporary',
  mute: 'uncertain',
} as const satisfies Record<Walk['mailFaults'][number], string>

/** The database refuses to store, and quotes the row that it refuses. */
async function brokenDatabase(walk: Walk): Promise<void> {
  await breakStoring(walk.scene.home, true)
  const fields = { ...aForm(canaryFields('courriel')), cle: randomUUID() }
  await step(walk, visitor(walk, 10).post(`/t/${LISTS}/questionnaire`, fields), 500)
  await breakStoring(walk.scene.home, false)
}

async function staffReads(walk: Walk, staff: Browser, asking: Browser): Promise<void> {
  const exports = ['demandes', 'suites', 'indicateurs', 'medecins']
  for (const name of exports) await step(walk, staff.get(`/coordination/exports/${name}.csv`), 200)
  for (const page of ['envois', 'indicateurs', 'carte', 'rapports'])
    for (const reader of [staff, asking]) await step(walk, reader.get(`/coordination/${page}`), 200)
}

/** What an address that leads nowhere, a stranger's form and one too large are answered. */
async function errorPages(walk: Walk, staff: Browser): Promise<void> {
  const nobody = `/coordination/demandes/${randomUUID()}`
  await step(walk, staff.get(nobody), 404)
  await step(
    walk,
    visitor(walk, 11).post(`/suivi/${'a'.repeat(43)}/suite`, canaryFields('sms')),
    404,
  )
  const large = { ...canaryFields('courriel'), adresse: 'Quetzal '.repeat(5_000) }
  await step(walk, visitor(walk, 12).post(`/t/${LISTS}/questionnaire`, large), 413)
}
