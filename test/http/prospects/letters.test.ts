import { expect, test } from 'vitest'
import { aDeps, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, signIn } from '../../support/people.ts'

const database = await aDatabase()
const { client } = database
const LETTERS = '/coordination/prospects/lettres'

/** Doctors of the directory without an e-mail, all invited, and somebody signed in. */
async function letters(count: number) {
  const clock = { at: NOW }
  const deps = aDeps(database, { clock })
  const territoryId = await aTerritory(deps)
  const written = { createdAt: deps.now(), updatedAt: deps.now() }
  await client.prospect.createMany({
    data: Array.from({ length: count }, (_none, number) => ({
      territoryId,
      rpps: String(99_000_000_000 + number),
      lastName: `Exemple${String(number).padStart(3, '0')}`,
      firstName: 'Nour',
      ...written,
    })),
  })
  const staff = anApp(deps).visitor()
  await signIn(deps, staff)
  await staff.post('/coordination/prospects/inviter', { tous: 'oui' }).expect(303)
  return { clock, staff }
}

/** One page of letters: who is printed on it, and whom its button records. */
async function pageAt(staff: Visitor, path: string) {
  const { text } = await staff.get(path).expect(200)
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, id = '']) => id)
  return {
    text,
    printed: all(/data-prospect-id="([^"]+)"/g),
    recorded: all(/name="medecin" value="([^"]+)"/g),
  }
}

const told = () => client.prospect.count({ where: { informedAt: { not: null } } })

test('every letter printed is recorded, page after page, however many there are', async () => {
  const { staff } = await letters(250)
  let path = LETTERS
  const progress: string[] = []
  while (path.startsWith(LETTERS)) {
    const page = await pageAt(staff, path)
    expect(page.recorded).toEqual(page.printed)
    const { headers } = await staff.post(LETTERS, { medecin: page.printed }).expect(303)
    path = headers.location ?? ''
    progress.push((await pageAt(staff, path)).text)
  }
  expect(await told()).toBe(250)
  expect(progress).toHaveLength(3)
  expect(progress[0]).toContain(
    '100 lettres notées comme parties aujourd’hui. Il en reste 150 à imprimer.',
  )
  expect(progress[1]).toContain('Il en reste 50 à imprimer.')
  expect(progress[2]).toContain('Lettres parties : 50. Il n’en reste aucune à imprimer.')
})

test('a page recorded before the others leaves them all to print', async () => {
  const { staff } = await letters(130)
  const first = await pageAt(staff, LETTERS)
  const second = await pageAt(staff, `${LETTERS}?page=2`)
  expect([first.printed.length, second.printed.length]).toEqual([100, 30])
  await staff.post(LETTERS, { medecin: second.printed }).expect(303)
  expect((await pageAt(staff, LETTERS)).printed).toEqual(first.printed)
  await staff.post(LETTERS, { medecin: first.printed }).expect(303)
  expect(await told()).toBe(130)
})

test('the button pressed twice records once, says the same, and keeps the first date', async () => {
  const { staff, clock } = await letters(2)
  const { printed } = await pageAt(staff, LETTERS)
  const presses = [await staff.post(LETTERS, { medecin: printed })]
  clock.at = new Date(NOW.getTime() + 60_000)
  presses.push(await staff.post(LETTERS, { medecin: printed }))
  expect(presses.map(({ headers }) => headers.location)).toEqual([
    '/coordination/prospects?fait=lettres&n=2',
    '/coordination/prospects?fait=lettres&n=2',
  ])
  const lines = { action: 'update', subjectKind: 'prospect' } as const
  expect(await client.auditEntry.count({ where: lines })).toBe(2)
  expect(await client.prospect.count({ where: { informedAt: NOW } })).toBe(2)
})

test('more doctors than a form may hold are refused whole: none is dropped in silence', async () => {
  const { staff } = await letters(320)
  const ids = (await client.prospect.findMany({ select: { id: true } })).map(({ id }) => id)
  await staff.post(LETTERS, { medecin: ids }).expect(413)
  expect(await told()).toBe(0)
})
