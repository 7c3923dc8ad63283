import MiniSearch from 'minisearch'
import type { Client } from 'pg'
import { fold } from '../../server/geocoding/text/tokens.ts'
import { ask, askInTurn, type Ready, type Round } from './bench.ts'
import type { Given, Graded, Work } from './geocode-engines.ts'
import { whole } from './geocode-noise.ts'
import { eachRow } from './invented-addresses.ts'
import { databaseWith } from './peer-database.ts'

/** Rows sent in one statement. */
const BATCH = 5000
const FUZZY = 0.2

/** A word index with fuzzy matching, as a page would use it. */
export function miniSearch(work: Work): Graded {
  return graded(peerName('minisearch', work), work, (given) => {
    const search = new MiniSearch<Line>({ fields: ['text'], storeFields: ['label'] })
    search.addAll(linesOf(work))
    const isRight = true
    const round = () =>
      ask(work.questions.length, (at) => {
        const text = fold(work.questions[at]?.text ?? '')
        const [first] = search.search(text, { fuzzy: FUZZY })
        given[at] = { label: first ? String(first.label) : null, accepted: false }
      })
    return { round, isRight }
  })
}

/** PostgreSQL, nearest by trigrams on a GiST index, in a database made for it and dropped after. */
export function trigrams(work: Work, serverUrl: string): Graded {
  return graded(peerName('pg_trgm', work), work, async (given) => {
    const database = await databaseWith('pg_trgm', serverUrl)
    await fill(database.client, linesOf(work))
    const nearest = async (text: string) => {
      const { rows } = await database.client.query<{ label: string }>({
        name: 'nearest',
        text: 'select label from address order by line <-> $1 limit 1',
        values: [text],
      })
      return rows[0]?.label ?? null
    }
    const round = () => askEach(work, given, (text) => nearest(fold(text)))
    return { round, isRight: true, close: database.close }
  })
}

/** addok, at its address: right only if it was given the same addresses; its speed does not depend on it. */
export function addok(work: Work, url: string): Graded {
  return graded(peerName('addok', work), work, (given) => {
    const round = () =>
      askEach(work, given, async (text) => {
        const answer = await fetch(`${url}/search/?q=${encodeURIComponent(text)}&limit=1`)
        const { features } = (await answer.json()) as {
          features?: { properties?: { label?: string } }[]
        }
        return features?.[0]?.properties?.label ?? null
      })
    return { round, isRight: true }
  })
}

/** Says that it is asked less, over less. */
function peerName(peer: string, { questions }: Work): string {
  return `${peer} 1/100, ${questions.length} questions`
}

type Line = { id: number; text: string; label: string }

function graded(
  name: string,
  { n, questions }: Work,
  build: (given: Given[]) => Ready | Promise<Ready>,
): Graded {
  const given: Given[] = []
  return {
    engine: { engine: name, n, isPeer: true, build: () => build(given) },
    questions,
    given,
  }
}

function askEach(
  { questions }: Work,
  given: Given[],
  answer: (text: string) => Promise<string | null>,
): Promise<Round> {
  return askInTurn(questions, async ({ text }, at) => {
    given[at] = { label: await answer(text), accepted: false }
  })
}

function linesOf({ streets }: Work): Line[] {
  const lines: Line[] = []
  for (const street of streets)
    eachRow(street, (row) => {
      const label = whole(row)
      lines.push({ id: lines.length, text: fold(label), label })
    })
  return lines
}

async function fill(client: Client, lines: readonly Line[]): Promise<void> {
  await client.query('create table address (line text not null, label text not null)')
  for (let from = 0; from < lines.length; from += BATCH) {
    const batch = lines.slice(from, from + BATCH)
    await client.query('insert into address select * from unnest($1::text[], $2::text[])', [
      batch.map(({ text }) => text),
      batch.map(({ label }) => label),
    ])
  }
  await client.query('create index on address using gist (line gist_trgm_ops)')
  await client.query('analyze address')
}
