import { randomUUID } from 'node:crypto'
import type { Database } from '../../../server/db.ts'
import type { Deps } from '../../../server/deps.ts'
import {
  drawDoctorCode,
  findDoctorLink,
  mintDoctorLink,
} from '../../../server/doctor-links/service.ts'
import { ownField } from '../../../server/doctor-page/schema.ts'
import { runDue } from '../../../server/jobs/loop.ts'
import { sendersOf } from '../../../server/messaging/senders.ts'
import { buildJobs } from '../../../server/wiring.ts'
import { aDeps, aForm, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDoctor, aTerritory } from '../../support/people.ts'

export const MOBILE = '+33639981212'
export const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000

type Options = {
  doctor?: Parameters<typeof aDoctor>[2]
  phone?: string | null
  /** The private one. */
  mobile?: string | null
}

/** A territory, a doctor confirmed in May whose mobile we have, and their link. */
export async function aDoctorScene(
  database: Database,
  { doctor = {}, phone = MOBILE, mobile = null }: Options = {},
) {
  const clock = { at: NOW }
  const deps = aDeps(database, { clock })
  const territoryId = await aTerritory(deps)
  const confirmedAt = new Date('2026-05-12T09:00:00Z')
  const availabilityId = await aDoctor(deps, territoryId, { confirmedAt, places: 2, ...doctor })
  const { doctorId } = await database.client.availability.findUniqueOrThrow({
    where: { id: availabilityId },
  })
  const email = 'fantine.hautelisse@example.org'
  await database.client.doctor.update({ where: { id: doctorId }, data: { phone, mobile, email } })
  const { visitor } = anApp(deps)
  const scene = { clock, deps, territoryId, availabilityId, doctorId, visitor, doctor: visitor() }
  return { ...scene, path: await aLink(scene) }
}

export type Scene = Awaited<ReturnType<typeof aDoctorScene>>

type Whose = { deps: Deps; territoryId: string; doctorId: string }

/** A new link for the doctor: its path. The former one dies. */
export function aLink({ deps, territoryId, doctorId }: Whose): Promise<string> {
  return deps.database.transaction((tx) =>
    mintDoctorLink(tx, { territoryId, doctorId }, deps.now()),
  )
}

/** A value that a page hides in its first form. */
export function hiddenIn(text: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
}

/** The form of the page as it is, with what is typed over it. */
export async function pageForm(
  visitor: Visitor,
  path: string,
  fields: Record<string, string | string[]> = {},
): Promise<Record<string, string | string[]>> {
  const { text } = await visitor.get(path)
  return { cle: hiddenIn(text, 'cle'), version: hiddenIn(text, 'version'), ...fields }
}

/** The form of what changes, filled as the page fills it, with what is typed over it. */
export function changes(
  { availabilityId: id }: Pick<Scene, 'availabilityId'>,
  fields: Record<string, string | string[]> = {},
) {
  const typed = { places: '2', places_ald: '0', places_visite: '0', fin: 'six', ...fields }
  return {
    action: 'enregistrer',
    ...Object.fromEntries(
      Object.entries(typed).map(([field, value]) => [ownField(id, field as 'places'), value]),
    ),
  }
}

/** A household of one person, 78 years old, sent to the doctor two days ago; its request. */
export async function aHouseholdSent(
  { deps, territoryId, availabilityId, visitor }: Scene,
  { daysAgo = 2, form = {} }: { daysAgo?: number; form?: Record<string, string> } = {},
): Promise<string> {
  const { client } = deps.database
  await visitor().post('/questionnaire', aForm(form))
  const { id } = await client.orientationRequest.findFirstOrThrow({
    where: { shortlists: { none: {} } },
  })
  const decidedAt = new Date(deps.now().getTime() - daysAgo * DAY_MS)
  const shortlistId = randomUUID()
  await client.shortlist.create({
    data: {
      id: shortlistId,
      territoryId,
      requestId: id,
      channel: 'email',
      decidedBy: 'Inès Belgrain',
      decidedAt,
      maxKm: 5,
    },
  })
  await client.shortlistEntry.create({
    data: { territoryId, shortlistId, availabilityId, position: 0, km: 1, reasons: [] },
  })
  await client.orientationRequest.update({ where: { id }, data: { status: 'shortlisted' } })
  return id
}

/** The six digits of the link of a scene, as the SMS would tell them. */
export async function aCode({ deps, path, territoryId }: Scene): Promise<string> {
  const { client } = deps.database
  const link = await findDoctorLink(client, path.split('/').at(-1) ?? '', deps.now())
  const whose = { linkId: link?.id ?? '', territoryId }
  return (await drawDoctorCode(client, deps.keys, whose, deps.now())) ?? ''
}

/** The outbox leaves, with the local senders; nobody else is written to. */
export async function deliver({ deps }: Scene): Promise<void> {
  const jobs = buildJobs(deps, sendersOf(deps)).filter(({ name }) => name === 'deliver')
  await runDue(deps, jobs, deps.now())
}
