import { expect, test } from 'vitest'
import { lowerAvailability } from '../../../server/shortlists/service.ts'
import { anApp, NOW } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { aCampaign } from './scene.ts'

const database = await aDatabase()

test('B8: the map and its list say how old each word is, by a shape and by words', async () => {
  const { deps, clock, aVolunteer, territoryId } = await aCampaign(database)
  clock.at = NOW
  const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000)
  await aVolunteer({ name: 'Fraîche', confirmedAt: daysAgo(12) })
  await aVolunteer({ name: 'Ancienne', confirmedAt: daysAgo(190) })
  await aVolunteer({ name: 'Périmée', confirmedAt: daysAgo(230) })
  const { availabilityId } = await aVolunteer({ name: 'Refusée', confirmedAt: daysAgo(20) })
  await lowerAvailability(database.client, { availabilityId, territoryId }, daysAgo(1))
  const coordinator = anApp(deps).visitor()
  await signIn(deps, coordinator)
  const { text } = await coordinator.get('/coordination/carte').expect(200)
  const rowOf = (name: string) =>
    (text.match(/<li class="territory-row".*?<\/li>/gs) ?? []).find((row) => row.includes(name)) ??
    ''
  const expected: [string, string, string, string][] = [
    ['Fraîche', 'pin-ok', 'Peut accueillir', 'Confirmé il y a 12 jours'],
    ['Ancienne', 'pin-stale', 'À reconfirmer', 'Confirmé il y a 190 jours'],
    ['Périmée', 'pin-no', 'Périmé', 'Confirmé il y a 230 jours'],
    ['Refusée', 'pin-stale', 'À reconfirmer', 'un foyer dit avoir été refusé depuis'],
  ]
  for (const [name, shape, word, age] of expected) {
    for (const said of [shape, word, age]) expect(rowOf(name)).toContain(said)
    expect(text).toMatch(new RegExp(`Dr Nour ${name}, ${word}, 4 places, [^";]*${age}`))
  }
})
