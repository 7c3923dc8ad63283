import { randomUUID } from 'node:crypto'
import { officeTime } from '../../server/calendar/office-hours.ts'
import type { Deps } from '../../server/deps.ts'
import { doctorsNamed } from '../../server/doctors/candidates.ts'
import { formOf, readDoctorForm } from '../../server/doctors/form.ts'
import { editDoctor, openDoctor } from '../../server/doctors/service.ts'
import { askWider, setOnCommonList } from '../../server/ladder/moving.ts'
import { findRequest, type Target } from '../../server/orientation/service.ts'
import type { DoctorAnswer } from '../../server/proposals/rules.ts'
import {
  answerOffer,
  answerProposal,
  askDoctors,
  findLiving,
  tellHousehold,
} from '../../server/proposals/service.ts'
import { choiceFor } from '../../server/shortlists/choice.ts'
import type { Territory } from '../../server/territory/service.ts'
import { deliver } from './load-households.ts'

/** Where a request whose doctors are asked first must have got to for the demonstration to show it. */
export type SolutionReach = 'asked' | 'accepted' | 'offered' | 'agreed' | 'wider' | 'common_list'

/** Doctors chosen for each request, the first one asked. */
const ASKED_IN_ORDER = 2
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** A request of the example territory, the doctors who were asked about others, and today. */
export type Scene = {
  deps: Deps
  territory: Territory
  target: Target
  /** Nobody is asked about two requests: each of their messages leaves at once. */
  busy: Set<string>
  now: Date
}

/** Takes a request where the demonstration shows it, through the use cases of those who act, in office hours. */
export async function loadSolution(scene: Scene, reach: SolutionReach): Promise<void> {
  await WAYS[reach](scene)
}

const WAYS: Readonly<Record<SolutionReach, (scene: Scene) => Promise<void>>> = {
  asked: (scene) => ask(scene, 2),
  accepted: async (scene) => {
    await ask(scene, 4)
    await doctorSays(scene, { kind: 'yes' }, 1)
  },
  offered: async (scene) => {
    await ask(scene, 7)
    await doctorSays(scene, { kind: 'yes' }, 5)
    await tell(scene, 2)
  },
  agreed: async (scene) => {
    await ask(scene, 13)
    await doctorSays(scene, { kind: 'yes' }, 11)
    await tell(scene, 9)
    await agree(scene, 2)
  },
  wider: async (scene) => {
    await ask(scene, 13)
    await doctorSays(scene, { kind: 'no', reason: 'distance' }, 11)
    await doctorSays(scene, { kind: 'no', reason: 'other' }, 7)
    const at = officeDay(scene.now, 4)
    await askWider(scene.deps, scene.target, { key: randomUUID() }, at)
    await deliver(scene.deps, at)
  },
  common_list: async ({ deps, target, now }) => {
    const listing = { key: randomUUID(), isOn: true }
    await setOnCommonList(deps, target, listing, officeDay(now, 3))
  },
}

/** True for a state that `loadSolution` leads to. */
export function isSolutionReach(reach: string): reach is SolutionReach {
  return Object.hasOwn(WAYS, reach)
}

async function ask(scene: Scene, daysAgo: number): Promise<void> {
  const { deps, territory, target, busy } = scene
  const at = officeDay(scene.now, daysAgo)
  const { client } = deps.database
  const request = await findRequest(client, deps.keys, target)
  const choice = request && (await choiceFor(client, { request, territory }, at))
  const free = choice?.ranking.ranked.filter(
    ({ id }) => !busy.has(choice.byId.get(id)?.doctorId ?? ''),
  )
  const availabilityIds = free?.slice(0, ASKED_IN_ORDER).map(({ id }) => id) ?? []
  if (!choice || availabilityIds.length < ASKED_IN_ORDER)
    throw new Error('example household without doctors to ask')
  for (const id of availabilityIds) {
    busy.add(choice.byId.get(id)?.doctorId ?? '')
    await giveMobile(scene, id)
  }
  const asking = {
    key: randomUUID(),
    availabilityIds,
    km: choice.km,
    exception: null,
    medium: 'link' as const,
    isNamed: false,
  }
  await askDoctors(deps, target, asking, at)
  await deliver(deps, at)
}

/** The coordinator writes down the mobile of a doctor, where six digits can be sent to see names. */
async function giveMobile(
  { deps, target: { territoryId, actor }, busy, now }: Scene,
  id: string,
): Promise<void> {
  const place = { id, territoryId, actor }
  const form = formOf(await openDoctor(deps, place, now))
  const mobile = `06 39 98 80 ${String(busy.size).padStart(2, '0')}`
  const read = readDoctorForm({ ...form, mobile }, now)
  if (!read.ok) throw new Error(`example doctor refused: ${Object.keys(read.errors)}`)
  await editDoctor(deps, place, read.sheet, now)
}

async function doctorSays(scene: Scene, answer: DoctorAnswer, daysAgo: number): Promise<void> {
  const { deps, target } = scene
  const { client } = deps.database
  const at = officeDay(scene.now, daysAgo)
  const { id: requestId, territoryId } = target
  const proposal = await findLiving(client, { requestId, territoryId })
  if (!proposal) throw new Error('example household without a doctor asked')
  const { id: proposalId, doctorId, availabilityId } = proposal
  const [doctor] = await doctorsNamed(client, territoryId, [availabilityId])
  const actor = { kind: 'doctor' as const, id: doctorId, name: doctor?.name ?? '' }
  const answering = { proposalId, territoryId, doctorId, actor, answer, key: randomUUID() }
  await answerProposal(deps, answering, at)
  await deliver(deps, at)
}

async function tell({ deps, target, now }: Scene, daysAgo: number): Promise<void> {
  const at = officeDay(now, daysAgo)
  const request = await findRequest(deps.database.client, deps.keys, target)
  const channel = request?.channel ?? 'phone'
  await tellHousehold(deps, target, { key: randomUUID(), channel }, at)
  await deliver(deps, at)
}

async function agree({ deps, target, now }: Scene, daysAgo: number): Promise<void> {
  const at = officeDay(now, daysAgo)
  const household = { ...target, actor: { kind: 'patient' as const, id: target.id } }
  await answerOffer(deps, household, { key: randomUUID(), answer: 'agreed' }, at)
  await deliver(deps, at)
}

/** The last instant when practices were open, so many days ago or just before. */
function officeDay(now: Date, daysAgo: number): Date {
  let at = new Date(now.getTime() - daysAgo * DAY_MS)
  while (officeTime(at) > at) at = new Date(at.getTime() - HOUR_MS)
  return at
}
