import { randomUUID } from 'node:crypto'
import {
  type AskedView,
  NOTED,
  type Noted,
  type WaitingView,
} from '../../web/pages/doctor/asked-view.ts'
import { longDay } from '../../web/words/dates.ts'
import { timeLabel } from '../calendar/labels.ts'
import { addMonths, parisDay } from '../calendar/rules.ts'
import type { OwnSheet } from '../doctors/own.ts'
import type { AskedHouseholds, WaitingHousehold } from './asked.ts'
import { practiceLabel } from './view.ts'

/** Months offered for « pas maintenant ». */
const LATER_MONTHS = [1, 2, 3]

/** What a doctor was asked, as the page shows it. */
export function askedView(
  { waiting, promised }: AskedHouseholds,
  sheet: OwnSheet,
  now: Date,
): Pick<AskedView, 'waiting' | 'promised'> {
  return { waiting: waiting.map((each) => waitingView(each, entryOf(sheet, each), now)), promised }
}

/** What the address of the page says was just pressed; null when it says nothing that we know. */
export function notedOf(text: string | undefined): Noted | null {
  return NOTED.find((noted) => noted === text) ?? null
}

/** The page at `path`, where it says what a press came to. */
export function notedPath(path: string, noted: Noted): string {
  return `${path}?merci=${noted}#merci`
}

type Entry = OwnSheet['entries'][number]['entry']

function entryOf({ entries }: OwnSheet, { availabilityId }: WaitingHousehold): Entry | null {
  return entries.find(({ entry }) => entry.id === availabilityId)?.entry ?? null
}

function waitingView(
  { proposalId, summary, expiresAt }: WaitingHousehold,
  entry: Entry | null,
  now: Date,
): WaitingView {
  return {
    id: proposalId,
    summary,
    practice: entry ? practiceLabel(entry) : '',
    isFull: entry?.conditions.places === 0,
    due: `${longDay(parisDay(expiresAt))}, ${timeLabel(expiresAt)}`,
    key: randomUUID(),
    laterDays: LATER_MONTHS.map((months) => addMonths(parisDay(now), months)),
  }
}
