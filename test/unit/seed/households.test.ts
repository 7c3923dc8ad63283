import { expect, test } from 'vitest'
import { demoHouseholds } from '../../../prisma/seed/households.ts'
import { checkQuestionnaire } from '../../../server/questionnaire/check.ts'

const now = new Date('2026-11-22T09:00:00Z')
const households = demoHouseholds(now)

test('forty-five households in the two territories, in every state that the first screens show', () => {
  expect(households.length).toBe(45)
  const states = (territory: string) =>
    new Set(households.filter((one) => one.territory === territory).map(({ reach }) => reach))
  expect(states('grand-lille').size).toBe(8)
  expect(states('lys-armentieres')).toEqual(
    new Set([
      'closed',
      'ready',
      'already_followed',
      'outside',
      'to_locate',
      'asked',
      'accepted',
      'wider',
      'common_list',
    ]),
  )
})

test('every household is a questionnaire that the form accepts', () => {
  for (const { values, assisted } of households)
    expect(checkQuestionnaire(values, { assisted, now }), values.adresse).toMatchObject({
      ok: true,
    })
})

test('keys, people and phones are all different; phones and mails are fictional', () => {
  const all = (name: string) => households.map(({ values }) => values[name] ?? '').filter(Boolean)
  for (const name of ['cle', 'telephone', 'courriel'])
    expect(new Set(all(name)).size).toBe(all(name).length)
  for (const phone of all('telephone')) expect(phone).toMatch(/^06 39 98 \d\d \d\d$/)
  for (const mail of all('courriel')) expect(mail).toMatch(/^[a-z.-]+@example\.org$/)
})

test('the households are the same at every start, and registered before the day', () => {
  expect(demoHouseholds(now)).toEqual(households)
  for (const { registeredAt } of households)
    expect(registeredAt.getTime()).toBeLessThan(now.getTime())
  const later = demoHouseholds(new Date('2028-02-29T09:00:00Z'))
  expect(later.map(({ values }) => values.cle)).toEqual(households.map(({ values }) => values.cle))
})
