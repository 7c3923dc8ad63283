import { randomUUID } from 'node:crypto'
import { doctorsToCall } from '../../../server/availability-campaign/service.ts'
import { startOfDay } from '../../../server/calendar/rules.ts'
import type { Database } from '../../../server/db.ts'
import { confirmDoctor, pauseDoctor, withdrawDoctor } from '../../../server/doctors/moves.ts'
import { openOwn, saveOwn } from '../../../server/doctors/own.ts'
import { runDue } from '../../../server/jobs/loop.ts'
import { sendersOf } from '../../../server/messaging/senders.ts'
import { lowerAvailability } from '../../../server/shortlists/service.ts'
import { buildJobs } from '../../../server/wiring.ts'
import { aDeps, type Clock } from '../../support/app.ts'
import { aTerritory } from '../../support/people.ts'
import {
  DOUBT_AFTER_DAYS,
  endGiven,
  LEAVES_AFTER_DAYS,
  PAUSE_DAYS,
  type Person,
  PRACTICE_GAP_DAYS,
  shifted,
} from './behaviours.ts'

const HOUR_MS = 3_600_000
/** Hours of Paris when the jobs take a turn; doctors and the coordinator act at noon. */
const TURNS = [8, 9, 11]
const NOON = 12

/** The real jobs, outbox and local senders over these doctors, from `start` to `end`: the days each was written to. */
export async function replay(
  database: Database,
  people: readonly Person[],
  { start, end }: { start: string; end: string },
): Promise<string[][]> {
  const clock: Clock = { at: at(start, 7) }
  const deps = aDeps(database, { clock })
  const territoryId = await aTerritory(deps)
  const doctors = await insertAll(database, territoryId, people)
  const jobs = buildJobs(deps, sendersOf(deps))
  const actor = { kind: 'staff', id: null, name: 'Inès Belgrain' } as const
  const sent = people.map((): string[] => [])
  const planned = new Map<string, (() => Promise<unknown>)[]>()
  const plan = (day: string, act: () => Promise<unknown>) =>
    planned.set(day, [...(planned.get(day) ?? []), act])
  const targetsOf = (rank: number) =>
    (doctors[rank]?.availabilityIds ?? []).map((id) => ({ id, territoryId, actor }))
  const confirm = async (rank: number) => {
    for (const target of targetsOf(rank)) await confirmDoctor(deps, target, clock.at)
  }
  const renew = async (rank: number, endsOn: string | null) => {
    const { id: doctorId = '', availabilityIds = [] } = doctors[rank] ?? {}
    const changes = new Map(availabilityIds.map((id) => [id, { endsOn }]))
    await database.transaction(async (tx) => {
      const own = { territoryId, doctorId, actor }
      const { version } = await openOwn(tx, own, clock.at)
      await saveOwn(tx, own, { version, changes }, clock.at)
    })
  }
  for (const [rank, person] of people.entries()) {
    const { behaviour, confirmedOn } = person
    const [target] = targetsOf(rank)
    if (!target) continue
    if (behaviour === 'leaves')
      plan(shifted(confirmedOn, LEAVES_AFTER_DAYS), () => withdrawDoctor(deps, target, clock.at))
    if (behaviour === 'doubted')
      plan(shifted(confirmedOn, DOUBT_AFTER_DAYS), () =>
        lowerAvailability(database.client, { availabilityId: target.id, territoryId }, clock.at),
      )
  }
  for (let day = start; day <= end; day = shifted(day, 1)) {
    for (const hour of TURNS) {
      clock.at = at(day, hour)
      while ((await runDue(deps, jobs, clock.at)).deliver?.delivered) clock.at = at(day, hour)
    }
    clock.at = at(day, NOON)
    for (const { doctorId } of await writtenOn(database, day)) {
      const rank = doctors.findIndex(({ id }) => id === doctorId)
      const person = people[rank]
      if (!person) continue
      const inAll = sent[rank]?.push(day) ?? 0
      answer(person, { rank, inAll, day })
    }
    for (const act of planned.get(day) ?? []) await act()
    for (const { doctorId } of await doctorsToCall(deps, territoryId, clock.at)) {
      const rank = doctors.findIndex(({ id }) => id === doctorId)
      const behaviour = people[rank]?.behaviour
      if (behaviour === 'by_phone' || behaviour === 'unreachable') await confirm(rank)
    }
  }
  return sent

  /** What a doctor does of the message of that day, their `inAll`-th. */
  function answer(
    person: Person,
    { rank, inAll, day }: { rank: number; inAll: number; day: string },
  ): void {
    const { behaviour, days } = person
    const answers = () => plan(shifted(day, days), () => confirm(rank))
    const [target] = targetsOf(rank)
    if (behaviour === 'prompt' || behaviour === 'two_practices' || behaviour === 'doubted')
      answers()
    if (behaviour === 'lets_end') answers()
    if (behaviour === 'renews_end') {
      const answersOn = shifted(day, days)
      plan(answersOn, () => renew(rank, endGiven(person, answersOn)))
    }
    if (behaviour === 'after_reminder' && inAll % 2 === 0) answers()
    if (behaviour === 'after_last' && inAll % 3 === 0) answers()
    if (behaviour === 'pauses' && inAll % 2 === 0) answers()
    if (behaviour === 'pauses' && inAll % 2 === 1 && target)
      plan(day, () => pauseDoctor(deps, target, shifted(day, PAUSE_DAYS), clock.at))
  }
}

function at(day: string, hour: number): Date {
  return new Date(startOfDay(day).getTime() + hour * HOUR_MS)
}

function writtenOn({ client }: Database, day: string) {
  return client.message.findMany({
    where: {
      acceptedAt: { gte: startOfDay(day), lt: startOfDay(shifted(day, 1)) },
      template: { in: ['availability_ask', 'availability_reminder'] },
    },
    select: { doctorId: true },
  })
}

type Inserted = { id: string; availabilityIds: string[] }

async function insertAll(
  { client }: Database,
  territoryId: string,
  people: readonly Person[],
): Promise<Inserted[]> {
  const practices = [1, 2].map((rank) => ({
    id: randomUUID(),
    territoryId,
    name: `Cabinet ${rank}`,
    address: `${rank} rue des Essais`,
    postalCode: '59000',
    commune: 'Lille',
    inseeCode: '59350',
  }))
  await client.practice.createMany({ data: practices })
  const doctors: Inserted[] = people.map(({ behaviour }) => ({
    id: randomUUID(),
    availabilityIds: practices
      .slice(0, behaviour === 'two_practices' ? 2 : 1)
      .map(() => randomUUID()),
  }))
  await client.doctor.createMany({
    data: people.map(({ behaviour, confirmedOn, isBySms }, rank) => {
      const isReached = behaviour !== 'unreachable'
      const agreedAt = at(confirmedOn, NOON)
      return {
        id: doctors[rank]?.id ?? '',
        territoryId,
        rpps: String(99_100_000_000 + rank),
        lastName: `Exemple${rank}`,
        firstName: 'Nour',
        email: isReached ? `medecin${rank}@example.org` : null,
        phone: isReached ? `+336399800${String(rank % 100).padStart(2, '0')}` : null,
        channel: isBySms ? ('sms' as const) : ('email' as const),
        languages: ['fr'],
        volunteerSince: agreedAt,
        coordinationAgreedAt: agreedAt,
        patientsAgreedAt: agreedAt,
      }
    }),
  })
  await client.availability.createMany({
    data: people.flatMap((person, rank) => {
      const { confirmedOn } = person
      const endsOn = endGiven(person, confirmedOn)
      return (doctors[rank]?.availabilityIds ?? []).map((id, practice) => ({
        id,
        territoryId,
        doctorId: doctors[rank]?.id ?? '',
        practiceId: practices[practice]?.id ?? '',
        places: 4,
        endsOn: endsOn && new Date(`${endsOn}T00:00:00Z`),
        confirmedAt: at(shifted(confirmedOn, practice * PRACTICE_GAP_DAYS), NOON),
        createdAt: at(confirmedOn, NOON),
      }))
    }),
  })
  return doctors
}
