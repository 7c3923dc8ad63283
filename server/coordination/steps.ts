import type { Mode } from '../../prisma/generated/enums.ts'
import type { Db } from '../db.ts'
import { standingsOf } from '../ladder/service.ts'
import { listAccepted } from '../proposals/service.ts'
import type { StepFacts } from './next-step.ts'

type Asked = { territoryId: string; mode: Mode; requestIds: readonly string[] }

/** What the next step of each of these requests depends on, by request; empty where nobody is asked first. */
export async function stepsOf(
  db: Db,
  { territoryId, mode, requestIds }: Asked,
): Promise<ReadonlyMap<string, StepFacts>> {
  if (mode !== 'brokered') return new Map()
  const accepted = await listAccepted(db, { territoryId, requestIds })
  const standings = await standingsOf(db, { territoryId, requestIds })
  return new Map(
    requestIds.map((id) => {
      const ladder = standings.get(id)
      const step = {
        isAccepted: accepted.has(id),
        rung: ladder?.rung ?? ('radius' as const),
        isWiderAsked: Boolean(ladder?.widerAskedAt && !ladder.widerAnswer),
        isWider: ladder?.widerAnswer === 'agreed',
      }
      return [id, step]
    }),
  )
}
