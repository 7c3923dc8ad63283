import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { FIRST_PROFESSIONS, professionCode } from './rules.ts'
import { insertProfessions, markProfession } from './store.ts'

type By = { territoryId: string; actor: Actor }

/** The professions that a territory begins with, in the transaction that makes it. */
export async function addFirstProfessions(tx: Db, territoryId: string, now: Date): Promise<void> {
  await insertProfessions(tx, territoryId, FIRST_PROFESSIONS, now)
}

/** Adds a profession whose members may register people (B15); false when the territory has it already. */
export function addProfession(
  { database }: Pick<Deps, 'database'>,
  { territoryId, actor, label }: By & { label: string },
  now: Date,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const code = professionCode(label)
    const isNew = (await insertProfessions(tx, territoryId, [{ code, label }], now)) === 1
    const subject = { kind: 'profession', id: null }
    if (isNew)
      await writeAudit(
        tx,
        { territoryId, actor, action: 'create', subject, facts: { profession: code } },
        now,
      )
    return isNew
  })
}

/** Closed, a profession is given to nobody any more; those who have it keep their account. @throws NotFound */
export function setProfession(
  { database }: Pick<Deps, 'database'>,
  { territoryId, actor, id, isOpen }: By & { id: string; isOpen: boolean },
  now: Date,
): Promise<void> {
  return database.transaction(async (tx) => {
    if (!(await markProfession(tx, { id, territoryId }, isOpen ? null : now))) throw new NotFound()
    const subject = { kind: 'profession', id }
    const facts = { open: isOpen }
    await writeAudit(tx, { territoryId, actor, action: 'update', subject, facts }, now)
  })
}
