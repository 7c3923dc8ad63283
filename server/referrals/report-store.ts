import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { CountedReferral } from './report-rules.ts'

type Period = { territoryId: string; from: Date; to: Date }

/** The referrals made in a territory from `from` to before `to`, with what is counted of each and nothing else. */
export async function listCounted(
  db: Db,
  { territoryId, from, to }: Period,
): Promise<CountedReferral[]> {
  const rows = await db.referral.findMany({
    where: { territoryId, createdAt: { gte: from, lt: to } },
    select: {
      organisation: { select: { id: true, name: true, kind: true } },
      request: {
        select: {
          registeredAt: true,
          status: true,
          orientedAt: true,
          peopleCount: true,
          members: { select: { seenAt: true, declaredAt: true } },
        },
      },
    },
  })
  return rows.map(({ organisation, request }) => ({
    organisation,
    registeredOn: parisDay(request.registeredAt),
    status: request.status,
    isOriented: request.orientedAt !== null,
    people: request.peopleCount,
    seen: request.members.filter(({ seenAt, declaredAt }) => seenAt ?? declaredAt).length,
    declared: request.members.filter(({ declaredAt }) => declaredAt).length,
  }))
}

/** When the first person of a territory was registered by a referrer; null before it. */
export async function firstReferralAt(db: Db, territoryId: string): Promise<Date | null> {
  const { _min } = await db.referral.aggregate({
    where: { territoryId },
    _min: { createdAt: true },
  })
  return _min.createdAt
}
