import { expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { aScene } from '../../support/scene.ts'

const database = await aDatabase()
const DOCTORS = Array.from({ length: 53 }, (_, rank) => 0.5 + rank / 50)

test('of more than fifty doctors the page lists the first, and all when asked; the last may be sent like any other', async () => {
  const { coordinator, id, doctors } = await aScene(database, {}, DOCTORS)
  const page = `/coordination/demandes/${id}`
  const rowsOf = (text: string) => [...text.matchAll(/data-row data-row-id="([^"]+)"/g)].length
  const { text } = await coordinator.get(page)
  expect(text).toContain('53 médecins peuvent les accueillir')
  expect(rowsOf(text)).toBe(50)
  expect(text).toContain('Montrer aussi les 3 médecins suivants')
  expect(rowsOf((await coordinator.get(`${page}?tous=1`)).text)).toBe(53)
  const last = doctors.at(-1) ?? ''
  const sending = await coordinator.get(`${page}/envoi?km=5&medecin=${last}`)
  expect(sending.status).toBe(200)
  expect(sending.text).toContain(`value="${last}"`)
})
