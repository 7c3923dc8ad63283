import { type Actor, writeAudit } from '../audit/service.ts'
import { startOfDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, NotFound, StaleVersion } from '../errors.ts'
import { claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { COMPUTED, type ComputedName } from './computed.ts'
import {
  type Act,
  type Campaign,
  type CampaignKind,
  FROM,
  type ReportRow,
  reportOf,
} from './rules.ts'
import {
  type CampaignKey,
  findCampaignRow,
  insertDraft,
  listCampaigns,
  listStarted,
  lockCampaign,
  tallyCampaign,
  tallyTemplates,
} from './store.ts'

export { draftsCount } from './store.ts'

/** The campaigns of a territory that a person starts, the last made first. */
export function readCampaigns(db: Db, territoryId: string): Promise<Campaign[]> {
  return listCampaigns(db, { territoryId })
}

/** @throws NotFound */
export async function findCampaign(db: Db, key: CampaignKey): Promise<Campaign> {
  const campaign = await findCampaignRow(db, key)
  if (!campaign) throw new NotFound()
  return campaign
}

/** Makes those who act on a campaign wait for one another until this transaction ends. */
export function lock(tx: Db, key: CampaignKey): Promise<void> {
  return lockCampaign(tx, key)
}

/** Campaigns of every territory that time has something to do to: started, and whose links may still open. */
export function listUnderWay(db: Db, kind: CampaignKind): Promise<Campaign[]> {
  return listStarted(db, kind)
}

/** Makes the draft of a year, about what happened since the last campaign. False when that year has one already. */
export async function draftCampaign(
  tx: Db,
  { territoryId, kind, year }: { territoryId: string; kind: CampaignKind; year: number },
  now: Date,
): Promise<boolean> {
  const former = await listCampaigns(tx, { territoryId, kind })
  const ends = former.flatMap(({ status, orientedTo }) =>
    status !== 'cancelled' && orientedTo ? [orientedTo.getTime()] : [],
  )
  const orientedFrom = new Date(Math.max(0, ...ends))
  return insertDraft(tx, { territoryId, kind, year, orientedFrom }, now)
}

/** What became of each message of a campaign. */
export async function readReport(db: Db, key: CampaignKey): Promise<ReportRow[]> {
  return reportOf(await tallyCampaign(db, key))
}

/** The same for what is computed every day, of those queued in a civil year. */
export async function readComputed(
  db: Db,
  { territoryId, name, year }: { territoryId: string; name: ComputedName; year: number },
): Promise<ReportRow[]> {
  const [from, to] = [startOfDay(`${year}-01-01`), startOfDay(`${year + 1}-01-01`)]
  const { templates } = COMPUTED[name]
  return reportOf(await tallyTemplates(db, { territoryId, templates, from, to }))
}

/** A press on a button of a campaign: its key makes a second press harmless, its version is the one that was shown. */
export type Press = CampaignKey & { version: number; key: string; actor: Actor; act: Act }

/**
 * Does one act on a campaign, under its lock and in one transaction: pressed twice it acts once, and of two people only
 * the first acts. `facts` of the act are written in the audit.
 * @throws NotFound, StaleVersion when it changed since it was shown, MoveRefused
 */
export function actOnCampaign(
  deps: Pick<Deps, 'database' | 'keys'>,
  { press, asked = null }: { press: Press; asked?: unknown },
  work: (tx: Db, campaign: Campaign) => Promise<Record<string, number>>,
  now: Date,
): Promise<void> {
  const { id, territoryId, version, key, actor, act } = press
  const fingerprint = fingerprintOf(deps.keys, { id, act, asked })
  const pressed = { territoryId, scope: `campaign_${act}`, key: `${key}:${id}`, fingerprint }
  return deps.database.transaction(async (tx) => {
    await lockCampaign(tx, { id, territoryId })
    if (await subjectOf(tx, pressed)) return
    const campaign = await findCampaign(tx, { id, territoryId })
    if (campaign.version !== version) throw new StaleVersion(campaign.updatedBy, campaign.updatedAt)
    if (!FROM[act].includes(campaign.status)) throw new MoveRefused(campaign.status, act)
    const facts = await work(tx, campaign)
    await claimKey(tx, pressed, id, now)
    const subject = { kind: 'campaign', id }
    await writeAudit(tx, { territoryId, actor, action: 'decide', subject, facts }, now)
  })
}
