import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rankDoctors } from '../../../server/ranking/rules.ts'
import { aDoctor, aHousehold, now } from '../ranking/builders.ts'
import { placesOf, readFile } from './csv-file.ts'

const FOLDER = '../shared/data'
const isThere = existsSync(`${FOLDER}/medecins-FICTIF.csv`)

describe.skipIf(!isThere)(
  'B1: the invented doctors of ../shared/data (skipped where it is absent)',
  () => {
    test('every wrong row is told where it is wrong, and no right one is', () => {
      const read = readFile(readFileSync(`${FOLDER}/medecins-FICTIF-erreurs.csv`))
      const expected = readFileSync(`${FOLDER}/medecins-FICTIF-erreurs.attendu.csv`, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((each) => each.split(';').slice(0, 2).join(';'))
      expect(expected).toHaveLength(25)
      expect(placesOf(read)).toEqual(expected)
      expect(read.rows).toHaveLength(15)
    })

    test('three hundred right doctors are read without a false alarm', () => {
      const { rows, problems } = readFile(readFileSync(`${FOLDER}/medecins-FICTIF.csv`))
      expect(problems).toEqual([])
      expect(rows).toHaveLength(300)
      expect(rows.filter(({ sheet }) => sheet.position === null)).toHaveLength(100)
    })

    test('B21: those with a position are ranked for a home in Lille, each told why or why not', () => {
      const { rows } = readFile(readFileSync(`${FOLDER}/medecins-FICTIF.csv`))
      const candidates = rows.flatMap(({ sheet }) =>
        sheet.position === null
          ? []
          : aDoctor({
              ...sheet.conditions,
              id: sheet.identity.rpps,
              position: sheet.position,
              placesOffered: sheet.conditions.places,
              confirmedOn: sheet.confirmedOn,
              named: sheet.agreements.patients,
            }),
      )
      const options = { bandKm: 0.5, maxKm: 5, solicitedFactor: 3, now }
      const { ranked, excluded } = rankDoctors(aHousehold(), candidates, options)
      expect(ranked.length + excluded.length).toBe(200)
      expect(ranked.length).toBeGreaterThan(10)
      const counts = excluded.flatMap(({ reasons }) => reasons)
      console.info(`${ranked.length} ranked; left out: ${JSON.stringify(tally(counts))}`)
    })
  },
)

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
