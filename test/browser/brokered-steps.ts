import type { Locator, Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { parisTime } from '../../server/calendar/rules.ts'
import { formatPhone } from '../../server/phone.ts'
import { choose } from './steps.ts'
import type { Stage } from './visit.ts'

/** A phone of today. */
export const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true }
/** The same in the hands of somebody whose browser runs no script. */
export const OLD_PHONE = { ...PHONE, javaScriptEnabled: false }

/** A person whose every field can be told from anything else. */
export const PERSON = {
  firstName: 'Ysoline',
  lastName: 'Tournepluie',
  birth: ['27', '3', '1948'],
  street: '8 place du Métier-Muet',
  commune: 'Armentières',
  phone: '06 39 98 66 31',
  email: 'ysoline.tournepluie@example.org',
} as const

/** What tells who that person is; the reference comes with the request. */
export const IDENTITY = [
  PERSON.firstName,
  PERSON.lastName,
  '1948',
  PERSON.street,
  PERSON.phone,
  '+33639986631',
  PERSON.email,
]

/** What a hand does on a page: a field typed or chosen, a button pressed. */
export type Hand = {
  fields: number
  presses: number
  type: (name: string, text: string) => Promise<void>
  choose: (name: string, value: string) => Promise<void>
  press: (what: Locator) => Promise<void>
}

/** Counts what is asked of whoever holds this page. */
export function aHand(page: Page): Hand {
  const hand: Hand = {
    fields: 0,
    presses: 0,
    type: async (name, text) => {
      hand.fields += 1
      await page.fill(`[name="${name}"]`, text)
    },
    choose: async (name, value) => {
      hand.fields += 1
      await choose(page, name, value)
    },
    press: async (what) => {
      hand.presses += 1
      await what.tap()
    },
  }
  return hand
}

/** Fills in what is needed to register the person, nothing more, and that she lets the outcome be told. */
export async function fillRegistration(hand: Hand): Promise<void> {
  const [day, month, year] = PERSON.birth
  await hand.choose('accord', 'oral')
  await hand.type('membres[0][prenom]', PERSON.firstName)
  await hand.type('membres[0][nom]', PERSON.lastName)
  await hand.type('membres[0][naissance_jour]', day)
  await hand.type('membres[0][naissance_mois]', month)
  await hand.type('membres[0][naissance_annee]', year)
  await hand.type('adresse', PERSON.street)
  await hand.type('commune', PERSON.commune)
  await hand.type('telephone', PERSON.phone)
  await hand.type('courriel', PERSON.email)
  await hand.choose('canal', 'courriel')
  await hand.choose('accord_suite', 'oui')
}

/** More than is needed to write down that a message was taken, on a busy machine. */
const NOTED_MS = 30_000
/** Long before a doctor is asked again whether anything changed. */
const LATELY_MS = 100 * 86_400_000

export type AskedDoctor = {
  rowId: string
  doctorId: string
  /** « Dr Ombeline Vanhoublon », as the team reads it. */
  name: string
  lastName: string
  email: string
  /** Of the practice: number and street. */
  address: string
  /** Everything that tells who they are. */
  naming: string[]
}

/** Two doctors of the list shown who confirmed lately and were not written to: nothing delays what they are sent. */
export async function pickDoctors(page: Page, { running }: Stage): Promise<AskedDoctor[]> {
  const rows = await page
    .locator('.rank-row[data-row-id]')
    .evaluateAll((all) => all.map((row) => row.getAttribute('data-row-id') ?? ''))
  const { client } = running.deps.database
  const since = new Date(running.deps.now().getTime() - LATELY_MS)
  const messages = await client.message.findMany({ where: { doctorId: { not: null } } })
  const written = messages.flatMap(({ doctorId }) => doctorId ?? [])
  const found = await client.availability.findMany({
    where: { id: { in: rows }, confirmedAt: { gt: since }, doctorId: { notIn: written } },
    include: { doctor: true, practice: true },
  })
  const known = new Map(found.map((each) => [each.id, each]))
  const picked = rows.flatMap((id) => known.get(id) ?? []).slice(0, 2)
  expect(picked).toHaveLength(2)
  return picked.map(({ id, doctor, practice }) => ({
    rowId: id,
    doctorId: doctor.id,
    name: `Dr ${doctor.firstName} ${doctor.lastName}`,
    lastName: doctor.lastName,
    email: doctor.email ?? '',
    address: practice.address,
    naming: [
      doctor.lastName,
      doctor.email ?? '',
      practice.name,
      practice.address,
      ...[practice.phone, doctor.phone].flatMap((phone) =>
        phone ? [phone, formatPhone(phone)] : [],
      ),
    ].filter(Boolean),
  }))
}

/** On the page of a doctor, what they are asked about this request; they may be asked about others too. */
export async function cardOf(
  page: Page,
  { running }: Stage,
  { rowId, reference }: { rowId: string; reference: string },
): Promise<Locator> {
  const { id } = await running.deps.database.client.proposal.findFirstOrThrow({
    where: { availabilityId: rowId, status: 'pending', request: { reference } },
  })
  return page.locator(`[data-proposal-id="${id}"]`)
}

/** Ticks these doctors and nobody else: the nearest are ticked when the page opens. */
export async function tickOnly(page: Page, asked: readonly AskedDoctor[]): Promise<void> {
  const wanted = asked.map(({ rowId }) => rowId)
  for (const box of await page.locator('input[name=medecin]').all())
    await box.setChecked(wanted.includes(await box.inputValue()))
}

/** When the first message to a doctor left, in Paris: written down a moment after its letter has arrived. */
export function leftAt({ running }: Stage, doctor: AskedDoctor | undefined) {
  const { client } = running.deps.database
  const where = { doctorId: doctor?.doctorId ?? '', acceptedAt: { not: null } }
  return vi.waitFor(
    async () => {
      const { acceptedAt } = await client.message.findFirstOrThrow({ where })
      return parisTime(acceptedAt ?? new Date(0))
    },
    { timeout: NOTED_MS, interval: 50 },
  )
}
