import { randomUUID } from 'node:crypto'
import type { Actor } from '../../server/audit/service.ts'
import type { Database } from '../../server/db.ts'
import type { DoctorAnswer } from '../../server/proposals/rules.ts'
import {
  type Answering,
  answerOffer,
  answerProposal,
  askDoctors,
  tellHousehold,
} from '../../server/proposals/service.ts'
import type { TerritorySettings } from '../../server/territory/service.ts'
import { aDeps, aForm, anApp, NOW } from './app.ts'
import { aDoctor, aTerritory } from './people.ts'

export const COORDINATOR: Actor = { kind: 'staff', id: randomUUID(), name: 'Inès Belgrain' }
export const DOCTOR: Actor = { kind: 'doctor', id: randomUUID(), name: 'Dr Nour Exemple' }

/** A household registered in a territory of mode `brokered`, and a doctor at each of these distances. */
export async function aBrokeredScene(
  database: Database,
  {
    settings = {},
    form = {},
    kms = [1, 2, 3],
    places = 4,
  }: {
    settings?: Partial<TerritorySettings>
    form?: Record<string, string>
    kms?: number[]
    places?: number
  } = {},
) {
  const clock = { at: NOW }
  const config = { smtpUrl: 'smtp://127.0.0.1:1' }
  const deps = aDeps(database, { clock, config })
  const territoryId = await aTerritory(deps, { mode: 'brokered', hasCommonList: true, ...settings })
  const doctors: string[] = []
  for (const km of kms) doctors.push(await aDoctor(deps, territoryId, { km, places }))
  await database.client.doctor.updateMany({ data: { email: 'cabinet@example.org' } })
  const { visitor } = anApp(deps)
  const sent = await visitor().post('/questionnaire', aForm(form))
  const link = (sent.headers.location ?? '').split('?')[0] ?? ''
  const { id } = await database.client.orientationRequest.findFirstOrThrow()
  const target = { id, territoryId, actor: COORDINATOR }
  const read = () => database.client.orientationRequest.findUniqueOrThrow({ where: { id } })
  /** In the order in which they were asked; those of one instant, in that of the doctors. */
  const proposals = async () => {
    const asked = await database.client.proposal.findMany({ where: { requestId: id } })
    const rankOf = ({ availabilityId }: { availabilityId: string }) =>
      doctors.indexOf(availabilityId)
    return asked.sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime() || rankOf(a) - rankOf(b))
  }
  const living = () =>
    database.client.proposal.findFirst({
      where: { requestId: id, status: { in: ['pending', 'accepted'] } },
    })
  return {
    clock,
    deps,
    territoryId,
    doctors,
    visitor,
    id,
    link,
    target,
    read,
    proposals,
    living,
    ask: (ids: readonly string[], more: { km?: number; exception?: string | null } = {}) =>
      askDoctors(
        deps,
        target,
        {
          key: randomUUID(),
          availabilityIds: ids,
          km: 5,
          exception: null,
          medium: 'link',
          isNamed: false,
          ...more,
        },
        clock.at,
      ),
    doctorSays: async (answer: DoctorAnswer, more: Partial<Answering> = {}) => {
      const proposal = await living()
      const answering = {
        proposalId: proposal?.id ?? '',
        territoryId,
        actor: DOCTOR,
        answer,
        key: randomUUID(),
        ...more,
      }
      return answerProposal(deps, answering, clock.at)
    },
    tell: () => tellHousehold(deps, target, { key: randomUUID(), channel: 'email' }, clock.at),
    householdSays: (answer: 'agreed' | 'refused') => {
      const patient = { ...target, actor: { kind: 'patient' as const, id } }
      return answerOffer(deps, patient, { key: randomUUID(), answer }, clock.at)
    },
    wait: (days: number) => {
      clock.at = new Date(clock.at.getTime() + days * 86_400_000)
    },
  }
}

export type BrokeredScene = Awaited<ReturnType<typeof aBrokeredScene>>

/** The same once the first doctor said yes and the household was told. */
export async function anOffer(database: Database): Promise<BrokeredScene> {
  const scene = await aBrokeredScene(database)
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'yes' })
  await scene.tell()
  return scene
}
