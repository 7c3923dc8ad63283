import { randomUUID } from 'node:crypto'
import { addDays, parisDay } from '../../../server/calendar/rules.ts'
import type { Database } from '../../../server/db.ts'
import type { Deps } from '../../../server/deps.ts'
import { aDeps, aForm, aMember, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDoctor, aTerritory } from '../../support/people.ts'

/** Three households and four doctors of one territory, and a clock. */
export type World = {
  deps: Deps
  territoryId: string
  requests: string[]
  /** Private pages of the households, in their order. */
  links: string[]
  doctors: string[]
  visitor: Visitor
  now: () => Date
  wait: (days: number) => void
  /** The day so many days from now. */
  dayIn: (days: number) => string
  /** The proposal last made about a request; a new id when there is none. */
  lastProposal: (id: string) => Promise<string>
  doctorIdOf: (availabilityId: string) => Promise<string>
  setWithdrawn: (availabilityId: string, isWithdrawn: boolean) => Promise<unknown>
}

let worlds = 0

export async function aWorld(
  database: Database,
  mode: 'brokered' | 'shortlist',
  movesOnTo: 'next' | 'coordinator',
): Promise<World> {
  worlds += 1
  const clock = { at: NOW }
  const deps = aDeps(database, { clock, config: { smtpUrl: 'smtp://127.0.0.1:1' } })
  const slug = `essai-${worlds}`
  const territoryId = await aTerritory(deps, { slug, mode, movesOnTo, hasCommonList: true })
  const doctors: string[] = []
  for (const km of [1, 2, 3, 4])
    doctors.push(await aDoctor(deps, territoryId, { km, places: 2, name: `Nomsecret${km}` }))
  const visitor = anApp(deps).visitor()
  const { client } = database
  const links: string[] = []
  const requests: string[] = []
  for (const prenom of ['Un', 'Deux', 'Trois']) {
    const form = aForm({ cle: randomUUID(), ...aMember(0, { prenom }) })
    const sent = await visitor.post(`/t/${slug}/questionnaire`, form)
    links.push((sent.headers.location ?? '').split('?')[0] ?? '')
    const { id } = await client.orientationRequest.findFirstOrThrow({
      where: { territoryId, id: { notIn: requests } },
    })
    requests.push(id)
  }
  const doctorIdOf = async (id: string) =>
    (await client.availability.findUniqueOrThrow({ where: { id } })).doctorId
  return {
    deps,
    territoryId,
    requests,
    links,
    doctors,
    visitor,
    now: () => clock.at,
    wait: (days) => {
      clock.at = new Date(clock.at.getTime() + days * 86_400_000)
    },
    dayIn: (days) => addDays(parisDay(clock.at), days),
    lastProposal: async (requestId) => {
      const last = await client.proposal.findFirst({
        where: { requestId },
        orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      })
      return last?.id ?? randomUUID()
    },
    doctorIdOf,
    setWithdrawn: async (availabilityId, isWithdrawn) =>
      client.doctor.update({
        where: { id: await doctorIdOf(availabilityId) },
        data: { withdrawnAt: isWithdrawn ? clock.at : null },
      }),
  }
}
