import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { takeFromCommonList } from '../../../server/common-list/service.ts'
import { answerHousehold } from '../../../server/doctor-page/households.ts'
import { recordAnswer } from '../../../server/followup/service.ts'
import { answerWider, askWider, setOnCommonList } from '../../../server/ladder/moving.ts'
import { backToReady, closeRequest, pauseRequest } from '../../../server/orientation/service.ts'
import {
  addMember,
  answerOffer,
  answerProposal,
  askDoctors,
  careForProposals,
  takeBack,
  tellHousehold,
} from '../../../server/proposals/service.ts'
import { sendShortlist } from '../../../server/shortlists/service.ts'
import { COORDINATOR, DOCTOR } from '../../support/brokered.ts'
import type { World } from './walk-world.ts'

/** One thing that somebody does, or that time does. Numbers pick a household, a doctor, an answer. */
export type Act = { name: keyof typeof acts; household: number; doctor: number; choice: number }

/** The way that most requests go; the rest happens now and then. */
const USUAL = ['ask', 'doctorAnswers', 'tell', 'householdAnswers'] as const

const aName: fc.Arbitrary<Act['name']> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...USUAL) },
  { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(actsByName()) as Act['name'][])) },
)

/** Any act on any of three households, with any of four doctors. */
export const anAct: fc.Arbitrary<Act> = fc.record({
  name: aName,
  household: fc.nat(2),
  doctor: fc.nat(3),
  choice: fc.nat(4),
})

type Doing = { world: World; id: string; doctor: string; choice: number }

const key = () => randomUUID()
const pick = <T>(values: readonly T[], choice: number) => values[choice % values.length] as T

const acts = actsByName()

/** Does one act; a refusal meant for a person is an answer like another. */
export function perform(world: World, { name, household, doctor, choice }: Act): Promise<unknown> {
  const id = world.requests[household] ?? ''
  return acts[name]({ world, id, doctor: world.doctors[doctor] ?? '', choice })
}

function actsByName() {
  return {
    ask: ({ world, id, doctor, choice }: Doing) =>
      askDoctors(
        world.deps,
        staff(world, id),
        {
          key: key(),
          availabilityIds: [...new Set([doctor, ...world.doctors.slice(0, choice)])],
          km: 5,
          exception: null,
          medium: pick(['link', 'phone'] as const, choice),
          isNamed: choice === 3,
        },
        world.now(),
      ),
    doctorAnswers: async ({ world, id, choice }: Doing) =>
      answerProposal(
        world.deps,
        {
          proposalId: await world.lastProposal(id),
          territoryId: world.territoryId,
          actor: DOCTOR,
          key: key(),
          answer: pick(
            [
              { kind: 'yes' },
              { kind: 'no', reason: 'other' },
              { kind: 'yes' },
              { kind: 'fewer', people: 1 },
              { kind: 'later', from: world.dayIn(40) },
            ] as const,
            choice,
          ),
        },
        world.now(),
      ),
    tell: ({ world, id, choice }: Doing) =>
      tellHousehold(
        world.deps,
        staff(world, id),
        { key: key(), channel: pick(['email', 'phone'] as const, choice) },
        world.now(),
      ),
    householdAnswers: ({ world, id, choice }: Doing) =>
      answerOffer(
        world.deps,
        patient(world, id),
        { key: key(), answer: pick(['agreed', 'agreed', 'refused'] as const, choice) },
        world.now(),
      ),
    takeBack: ({ world, id }: Doing) =>
      takeBack(world.deps, staff(world, id), { key: key() }, world.now()),
    list: ({ world, id, doctor }: Doing) =>
      sendShortlist(
        world.deps,
        staff(world, id),
        { key: key(), availabilityIds: [doctor], channel: 'email', km: 5, exception: null },
        world.now(),
      ),
    householdSays: ({ world, id, choice }: Doing) =>
      recordAnswer(
        world.deps,
        patient(world, id),
        {
          key: key(),
          answer: pick(['seen', 'refused', 'not_called', 'not_found', 'declared'] as const, choice),
          availabilityId: 'all',
          memberIds: [],
        },
        world.now(),
      ),
    doctorSays: async ({ world, id, doctor, choice }: Doing) =>
      answerHousehold(
        world.deps,
        {
          territoryId: world.territoryId,
          doctorId: await world.doctorIdOf(doctor),
          actor: DOCTOR,
          requestId: id,
          answer: pick(['seen', 'absent', 'declared'] as const, choice),
          key: key(),
        },
        world.now(),
      ),
    grow: ({ world, id }: Doing) =>
      addMember(
        world.deps,
        staff(world, id),
        {
          key: key(),
          member: {
            lastName: 'Essai',
            firstName: 'Basile',
            birthDate: '2026-10-02',
            ald: false,
            canTravel: true,
          },
        },
        world.now(),
      ),
    askWider: ({ world, id }: Doing) =>
      askWider(world.deps, staff(world, id), { key: key() }, world.now()),
    answerWider: ({ world, id, choice }: Doing) =>
      answerWider(
        world.deps,
        patient(world, id),
        { key: key(), answer: pick(['agreed', 'refused'] as const, choice) },
        world.now(),
      ),
    commonList: ({ world, id, choice }: Doing) =>
      setOnCommonList(world.deps, staff(world, id), { key: key(), isOn: choice > 0 }, world.now()),
    takeFromList: async ({ world, id, doctor }: Doing) =>
      takeFromCommonList(
        world.deps,
        {
          territoryId: world.territoryId,
          doctorId: await world.doctorIdOf(doctor),
          actor: DOCTOR,
          requestId: id,
          key: key(),
        },
        world.now(),
      ),
    close: ({ world, id }: Doing) =>
      closeRequest(world.deps, staff(world, id), { reason: 'withdrawn' }, world.now()),
    reopen: ({ world, id }: Doing) => backToReady(world.deps, staff(world, id), world.now()),
    pause: ({ world, id, choice }: Doing) =>
      pauseRequest(
        world.deps,
        patient(world, id),
        choice > 2 ? world.dayIn(30) : null,
        world.now(),
      ),
    withdrawDoctor: ({ world, doctor, choice }: Doing) => world.setWithdrawn(doctor, choice > 1),
    wait: ({ world, choice }: Doing) => {
      world.wait([0.2, 1, 3, 8, 20][choice] ?? 1)
      return careForProposals(world.deps, world.now())
    },
  }
}

function staff({ territoryId }: World, id: string) {
  return { id, territoryId, actor: COORDINATOR }
}

function patient({ territoryId }: World, id: string) {
  return { id, territoryId, actor: { kind: 'patient' as const, id } }
}
