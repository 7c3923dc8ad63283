import { expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { ANSWERS, aHousehold, aSurveyScene, linksIn, start } from './scene.ts'

const database = await aDatabase()
const { client } = database

type Row = Record<string, unknown>

/** Every row of every table, as the database tells it. */
async function everything(): Promise<Map<string, Row[]>> {
  const tables = await client.$queryRaw<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public'`
  const rows = new Map<string, Row[]>()
  for (const { name } of tables)
    rows.set(
      name,
      await client.$queryRawUnsafe<Row[]>(
        `select to_jsonb(t) as row, t.xmin::text as xmin from "${name}" t`,
      ),
    )
  return rows
}

async function answered() {
  const scene = await aSurveyScene(database)
  for (let rank = 0; rank < 6; rank += 1) await aHousehold(scene)
  await start(scene)
  await scene.run('2026-12-01T09:30:00Z')
  const before = await everything()
  const [first = '', second = ''] = linksIn(scene.sent)
  await scene
    .visitor()
    .post(first, { ...ANSWERS, mots: 'Merci à tous.' })
    .expect(303)
  await scene
    .visitor()
    .post(second, { ...ANSWERS, trouve: 'non' })
    .expect(303)
  return { ...scene, before }
}

test('B10: from the database alone no answer can be joined to a household', async () => {
  await answered()
  const all = await everything()
  const answers = all.get('survey_answer') ?? []
  expect(answers).toHaveLength(2)
  const others = [...all].filter(([name]) => name !== 'survey_answer')
  const elsewhere = others.map(([, rows]) => JSON.stringify(rows.map(({ row }) => row))).join('\n')
  for (const { row, xmin } of answers) {
    const { territory_id: _shared, campaign_id: _survey, ...own } = row as Row
    const identifiers = Object.values(own).filter(
      (value) => typeof value === 'string' && value.length > 12,
    )
    expect(identifiers.length).toBeGreaterThan(0)
    for (const value of identifiers) expect(elsewhere).not.toContain(value)
    const written = others.filter(([, rows]) => rows.some((each) => each.xmin === xmin))
    expect(written.map(([name]) => name)).toEqual([])
  }
})

test('an answer has neither time nor order, and what it was given with is gone', async () => {
  const { before } = await answered()
  const columns = await client.$queryRaw<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns
    where table_name = 'survey_answer'`
  expect(columns.filter(({ type }) => /time|date|serial/.test(type))).toEqual([])
  const ids = (await client.surveyAnswer.findMany()).map(({ id }) => id)
  for (const id of ids) expect(id[14]).toBe('4')
  expect(await client.surveyLink.count()).toBe(4)
  const after = await everything()
  const changed = [...after.keys()].filter(
    (name) => JSON.stringify(after.get(name)) !== JSON.stringify(before.get(name)),
  )
  expect(changed.sort()).toEqual(['survey_answer', 'survey_link'])
})

test('after the last day, nothing says any more who was asked', async () => {
  const { run } = await answered()
  const { _count } = await client.message.aggregate({
    _count: { requestId: true, campaignId: true },
  })
  expect(_count).toEqual({ requestId: 6, campaignId: 6 })
  await run('2027-01-31T09:00:00Z')
  expect(await client.surveyLink.count()).toBe(0)
  expect(await client.message.count({ where: { requestId: { not: null } } })).toBe(0)
  expect(await client.surveyAnswer.count()).toBe(2)
  expect(await client.campaign.findFirst()).toMatchObject({ status: 'ended' })
})
