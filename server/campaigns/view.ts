import { randomUUID } from 'node:crypto'
import {
  carrierLabels,
  fateLabels,
  leftIn,
  waveLabels,
} from '../../web/pages/staff/campaign-report.ts'
import type { CampaignView, ComputedView } from '../../web/pages/staff/campaign-view.ts'
import type { CampaignRow, ComputedRow } from '../../web/pages/staff/campaigns.ts'
import { fullDay, shortDay } from '../../web/words/dates.ts'
import { momentLabel } from '../calendar/labels.ts'
import { parisDay } from '../calendar/rules.ts'
import { frenchDay } from '../calendar/typed-day.ts'
import type { CsvColumn } from '../http/csv.ts'
import { COMPUTED, type ComputedName } from './computed.ts'
import { type Audience, type Campaign, FATES, type ReportRow } from './rules.ts'

export const PATH = '/coordination/campagnes'

/** « Enquête 2026 ». */
export function nameOf({ year }: Campaign): string {
  return `Enquête ${year}`
}

/** A campaign in the list. */
export function campaignRow(campaign: Campaign, report: readonly ReportRow[]): CampaignRow {
  return {
    href: `${PATH}/${campaign.id}`,
    name: nameOf(campaign),
    status: campaign.status,
    when: whenOf(campaign),
    report,
  }
}

/** A batch that no person starts, in the list. */
export function computedRow(name: ComputedName, report: readonly ReportRow[]): ComputedRow {
  const { label, soft } = COMPUTED[name]
  return { href: `${PATH}/${name}`, name: label, soft, report }
}

type Shown = Partial<Pick<CampaignView, 'values' | 'errors' | 'stale' | 'said' | 'previews'>> & {
  campaign: Campaign
  audience: Audience
  report: readonly ReportRow[]
  mayWrite: boolean
}

/** A campaign as its page shows it. */
export function campaignView(
  { campaign, audience, report, mayWrite, ...shown }: Shown,
  now: Date,
): CampaignView {
  const { id, status, orientedFrom, startedAt, year, version } = campaign
  return {
    path: `${PATH}/${id}`,
    name: nameOf(campaign),
    status,
    audience,
    since: orientedFrom.getTime() === 0 ? 'depuis le début' : `depuis le ${fullDay(orientedFrom)}`,
    previews: shown.previews ?? [],
    report,
    facts: factsOf(campaign, report),
    seal: { key: randomUUID(), version },
    values: shown.values ?? { jour: frenchDay(parisDay(now)) },
    errors: shown.errors ?? {},
    stale: shown.stale ?? null,
    said: shown.said ?? null,
    mayWrite,
    resultsHref: startedAt ? `/coordination/enquete?annee=${year}` : null,
  }
}

/** The report of a computed batch as its page shows it. */
export function computedView(
  name: ComputedName,
  year: number,
  report: readonly ReportRow[],
): ComputedView {
  const { label, soft } = COMPUTED[name]
  return { path: `${PATH}/${name}`, name: label, soft, year, report }
}

/** The report as a file: one line for each wave and channel. */
export const reportColumns: readonly CsvColumn<ReportRow>[] = [
  { name: 'envoi', cell: ({ wave }) => waveLabels[wave] },
  { name: 'canal', cell: ({ channel }) => carrierLabels[channel] },
  { name: 'prévus', cell: ({ total }) => total },
  ...FATES.map((fate) => ({
    name: fateLabels[fate].toLowerCase(),
    cell: (row: ReportRow) => row[fate],
  })),
]

function whenOf({ startedAt, startedBy, createdAt }: Campaign): string {
  if (!startedAt) return `Préparée le ${fullDay(createdAt)}`
  return `Lancée le ${fullDay(startedAt)}${startedBy ? ` par ${startedBy}` : ''}`
}

/** Once it is over, a day to come that will not be is not told: no reminder, no answer to messages that never left. */
function factsOf(campaign: Campaign, report: readonly ReportRow[]): [string, string][] {
  const { status, firstAt, hours, remindedAt, closesOn, startedBy, endedAt } = campaign
  const isUnderWay = status === 'running' || status === 'paused'
  const remindOn = isUnderWay ? campaign.remindOn : null
  const mayAnswer = isUnderWay || leftIn(report) > 0
  return [
    ['Lancée par', startedBy ?? ''],
    ['Premier envoi', firstAt ? momentLabel(firstAt) : ''],
    ['Répartie sur', hours ? `${hours} h de bureau` : ''],
    [remindedAt ? 'Rappel fait' : 'Rappel', dayLabel(remindedAt ? parisDay(remindedAt) : remindOn)],
    ['Réponses jusqu’au', dayLabel(mayAnswer ? closesOn : null)],
    [status === 'cancelled' ? 'Annulée' : 'Terminée', endedAt ? momentLabel(endedAt) : ''],
  ]
}

function dayLabel(day: string | null): string {
  return day ? shortDay(day) : ''
}
