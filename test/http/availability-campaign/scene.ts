import { runDue } from '../../../server/jobs/loop.ts'
import type { Outgoing, OutgoingEmail } from '../../../server/messaging/rules.ts'
import { buildJobs } from '../../../server/wiring.ts'
import { aDeps, type Clock } from '../../support/app.ts'
import type { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory } from '../../support/people.ts'
import { senders } from '../messaging/outbox.ts'

/** Confirmed on 26 May 2026: six months over on 26 November, so asked from 22 October. */
export const CONFIRMED = new Date('2026-05-26T10:00:00Z')

type Reach = {
  name?: string
  email?: string | null
  phone?: string | null
  channel?: 'email' | 'sms'
  confirmedAt?: Date
}

/** A territory, its outbox, and what has left; `run` is one turn of every job at that instant, then of the outbox. */
export async function aCampaign(database: Awaited<ReturnType<typeof aDatabase>>) {
  const clock: Clock = { at: new Date('2026-10-22T06:00:00Z') }
  const deps = aDeps(database, { clock })
  const territoryId = await aTerritory(deps)
  const sent: { id: string; outgoing: Outgoing }[] = []
  const jobs = buildJobs(deps, senders(sent))
  const run = async (at: string) => {
    clock.at = new Date(at)
    return runDue(deps, jobs, clock.at)
  }
  const aVolunteer = async ({ name, confirmedAt = CONFIRMED, ...reach }: Reach = {}) => {
    const facts = { confirmedAt, ...(name ? { name } : {}) }
    const availabilityId = await aDoctor(deps, territoryId, facts)
    const { doctorId } = await database.client.availability.findUniqueOrThrow({
      where: { id: availabilityId },
    })
    const data = { email: `${doctorId}@example.org`, ...reach }
    await database.client.doctor.update({ where: { id: doctorId }, data })
    return { availabilityId, doctorId }
  }
  const messages = () => database.client.message.findMany({ orderBy: { createdAt: 'asc' } })
  return { deps, clock, territoryId, sent, run, aVolunteer, messages }
}

/** The e-mails that left. */
export function emailsOf(sent: readonly { outgoing: Outgoing }[]): OutgoingEmail[] {
  return sent.flatMap(({ outgoing }) => (outgoing.channel === 'email' ? [outgoing] : []))
}

/** The token of the doctor's link in a message. */
export function tokenIn(text: string): string {
  return /\/medecin\/([\w-]{43})(?![\w-])/.exec(text)?.[1] ?? ''
}
