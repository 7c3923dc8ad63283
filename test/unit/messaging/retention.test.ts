import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  doctorsKeptFor,
  requestsKeptFor,
  retention,
  retentionLines,
} from '../../../server/privacy/retention.ts'

const schema = readFileSync(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8')

test('every table of the schema has its line of retention, and no other', () => {
  const models = [...schema.matchAll(/^model (\w+) \{/gm)].map(([, name]) => name)
  expect(Object.keys(retention).sort()).toEqual(models.sort())
})

test('every table that a deleted request takes with it is kept as long as the request', () => {
  const children = schema
    .split(/^model /m)
    .filter((model) => /OrientationRequest\??\s+@relation\(.*onDelete: Cascade/.test(model))
    .map((model) => model.slice(0, model.indexOf(' ')))
  expect(children.length).toBeGreaterThan(5)
  for (const child of children)
    expect(retention[child as keyof typeof retention].class).toBe('request')
})

test('what the questionnaire announces is what the table says', () => {
  expect(requestsKeptFor).toBe('12 mois')
  expect(retention.OrientationRequest.keepDays).toBe(365)
  expect(retention.OrientationRequest.screen?.howLong).toContain(requestsKeptFor)
})

test('what the pages of doctors announce is what the table says', () => {
  expect(doctorsKeptFor).toBe('90 jours')
  expect(retention.Doctor.keepDays).toBe(90)
  expect(retention.Doctor.screen?.howLong).toContain(doctorsKeptFor)
})

test('the notice has a line for requests, surveys, drafts, traces, doctors, prospects and accounts', () => {
  const classes = Object.values(retention).flatMap((row) => (row.screen ? [row.class] : []))
  const known = ['account', 'draft', 'opinion', 'registry', 'registry', 'request', 'trace']
  expect(classes.sort()).toEqual(known)
  expect(retentionLines()).toHaveLength(7)
})
