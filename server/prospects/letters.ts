import { type Actor, writeAudit } from '../audit/service.ts'
import type { Deps } from '../deps.ts'
import { objectionPath } from './objection.ts'
import type { Prospect } from './rules.ts'
import { currentLines, type ProspectLine, readProspects } from './service.ts'
import { changeProspect, findProspect } from './store.ts'

type Reader = { territoryId: string; actor: Actor }

/** One letter: to whom, where, and the path where they may object. */
export type ProspectLetter = { prospect: Prospect; objectionPath: string }

/** Letters to print: those invited whom no e-mail reached and whose letter was not posted. The reading is in the audit. */
export async function lettersToPrint(
  deps: Deps,
  { territoryId, actor }: Reader,
  now: Date,
): Promise<ProspectLetter[]> {
  const { lines } = await readProspects(deps, { territoryId, actor }, now)
  return lines
    .filter(isToPrint)
    .map(({ prospect }) => ({ prospect, objectionPath: objectionPath(deps.keys, prospect.id) }))
}

/**
 * Somebody posted these letters today: how many of them are recorded now, and how many letters are left to print. A
 * letter already recorded keeps its date.
 */
export function recordLetters(
  deps: Deps,
  { territoryId, actor, ids }: Reader & { ids: readonly string[] },
  now: Date,
): Promise<{ posted: number; left: number }> {
  return deps.database.transaction(async (tx) => {
    for (const id of ids) {
      const prospect = await findProspect(tx, { id, territoryId })
      if (!prospect || prospect.informedAt) continue
      const target = { id, territoryId, from: ['invited' as const], change: { informedAt: now } }
      if (!(await changeProspect(tx, target, now))) continue
      const subject = { kind: 'prospect', id }
      const facts = { letter: 'posted' }
      await writeAudit(tx, { territoryId, actor, action: 'update', subject, facts }, now)
    }
    const lines = await currentLines(tx, territoryId)
    const posted = lines.filter(({ prospect }) => prospect.informedAt && ids.includes(prospect.id))
    return { posted: posted.length, left: lines.filter(isToPrint).length }
  })
}

function isToPrint({ informed }: ProspectLine): boolean {
  return informed.how === 'letter_to_print' || informed.how === 'email_failed'
}
