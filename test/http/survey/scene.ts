import { randomUUID } from 'node:crypto'
import type { Database } from '../../../server/db.ts'
import { runDue } from '../../../server/jobs/loop.ts'
import type { Outgoing, SendResult } from '../../../server/messaging/rules.ts'
import { buildJobs } from '../../../server/wiring.ts'
import { aDeps, aForm, aMember, anApp, type Visitor } from '../../support/app.ts'
import { aTerritory, signIn } from '../../support/people.ts'
import { ACCEPTED, senders } from '../messaging/outbox.ts'

/** A Tuesday of December, 9 h in Paris. */
export const DECEMBER = new Date('2026-12-01T08:00:00Z')
export const PATH = '/coordination/campagnes'

const LAST_NAMES = ['Amblard', 'Besnier', 'Courtois', 'Delvigne', 'Esquirol', 'Fontanel', 'Gervais']

/** A territory, a coordinator signed in, and nobody yet; `run` is one turn of every job at that instant. */
export async function aSurveyScene(database: Database) {
  const clock = { at: DECEMBER }
  const deps = aDeps(database, { clock })
  const territoryId = await aTerritory(deps)
  const { visitor } = anApp(deps)
  const coordinator = visitor()
  await signIn(deps, coordinator)
  const sent: { id: string; outgoing: Outgoing }[] = []
  const provider: { answer: () => SendResult } = { answer: () => ACCEPTED }
  const jobs = buildJobs(
    deps,
    senders(sent, () => provider.answer()),
  ).filter(({ name }) => ['deliver', 'surveys'].includes(name))
  const run = async (at: string | Date) => {
    clock.at = new Date(at)
    return runDue(deps, jobs, clock.at)
  }
  return { clock, deps, territoryId, visitor, coordinator, sent, provider, run }
}

export type SurveyScene = Awaited<ReturnType<typeof aSurveyScene>>

type Facts = { form?: Record<string, string>; row?: Record<string, unknown> }

/** A household that agreed to be asked, oriented in November. */
export async function aHousehold(
  { deps, visitor }: SurveyScene,
  { form = {}, row = {} }: Facts = {},
): Promise<string> {
  const { client } = deps.database
  const rank = await client.orientationRequest.count()
  const nom = `${LAST_NAMES[rank % LAST_NAMES.length]}`
  const mail = { courriel: `foyer${rank}@example.org`, accord_enquete: 'oui' }
  const fields = aForm({ ...aMember(0, { nom }), ...mail, ...form })
  await visitor().post('/questionnaire', fields).expect(303)
  const { id } = await client.orientationRequest.findFirstOrThrow({
    orderBy: { registeredAt: 'desc' },
    where: { orientedAt: null },
  })
  const orientedAt = new Date('2026-11-10T10:00:00Z')
  await client.orientationRequest.update({
    where: { id },
    data: { status: 'shortlisted', orientedAt, ...row },
  })
  await client.message.deleteMany({})
  return id
}

/** That scene with so many such households. */
export async function aSurveyOf(database: Database, households: number): Promise<SurveyScene> {
  const scene = await aSurveyScene(database)
  for (let rank = 0; rank < households; rank += 1) await aHousehold(scene)
  return scene
}

/** A coordinator who signs in at the present time of the scene. */
export async function aCoordinator({ deps, visitor }: SurveyScene): Promise<Visitor> {
  const coordinator = visitor()
  await signIn(deps, coordinator)
  return coordinator
}

/** Prepares the survey of the year: the address of its page. */
export async function prepare({ coordinator }: SurveyScene): Promise<string> {
  const made = await coordinator.post(PATH, { cle: randomUUID() }).expect(303)
  return made.headers.location ?? ''
}

/** Presses a button of the campaign, as its page shows it now. */
export async function press(
  { deps, coordinator }: SurveyScene,
  act: string,
  fields: Record<string, string> = {},
  by: Visitor = coordinator,
) {
  const { id, version } = await deps.database.client.campaign.findFirstOrThrow()
  const sealed = { cle: randomUUID(), version: String(version) }
  return by.post(`${PATH}/${id}/${act}`, { ...sealed, ...fields })
}

/** Prepares and starts the survey, over one office hour from 9 h today. */
export async function start(scene: SurveyScene, fields: Record<string, string> = {}) {
  await prepare(scene)
  return press(scene, 'demarrer', { jour: '2026-12-01', heure: '9', duree: '1', ...fields })
}

/** The private addresses of the survey in what left, in order. */
export function linksIn(sent: SurveyScene['sent']): string[] {
  return sent.flatMap(({ outgoing }) => /\/enquete\/[\w-]{43}/.exec(outgoing.text)?.[0] ?? [])
}

/** Six answers and no free word. */
export const ANSWERS = {
  trouve: 'oui',
  facilite: 'tres',
  delai: 'court',
  aide: 'oui',
  accueil: 'bien',
  conseil: 'oui',
} as const
