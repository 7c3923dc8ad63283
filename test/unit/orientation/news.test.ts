import { describe, expect, test } from 'vitest'
import { NEWS, newsOf } from '../../../server/orientation/news.ts'
import { MOVES, type RequestStatus } from '../../../server/orientation/rules.ts'

const statuses = Object.keys(MOVES) as RequestStatus[]
const moves = statuses.flatMap((from) => MOVES[from].map((to) => ({ from, to })))

describe('B7, B26: what is told of each move of the table', () => {
  test('the table of news holds every move, and no other', () => {
    const told = statuses.flatMap((from) => Object.keys(NEWS[from]).map((to) => `${from} → ${to}`))
    expect(told.sort()).toEqual(moves.map(({ from, to }) => `${from} → ${to}`).sort())
  })

  test('each is told, or says why not', () => {
    const said = moves.map(({ from, to }) => {
      const news = newsOf({ from, to, by: 'staff' })
      return `${from} → ${to}: ${'template' in news ? news.template : `(${news.untold})`}`
    })
    expect(said.join('\n')).toMatchInlineSnapshot(`
      "to_locate → ready: searching
      to_locate → outside: request_outside
      to_locate → already_followed: request_news
      to_locate → closed: request_closed
      outside → ready: searching
      outside → closed: request_closed
      already_followed → ready: searching
      already_followed → declared: declared_thanks
      already_followed → closed: request_closed
      ready → shortlisted: (told_by_the_act)
      ready → proposed: (between_us)
      ready → outside: request_outside
      ready → to_locate: request_news
      ready → closed: request_closed
      shortlisted → seen: request_news
      shortlisted → declared: declared_thanks
      shortlisted → ready: searching
      shortlisted → closed: request_closed
      proposed → offered: (told_by_the_act)
      proposed → proposed: (between_us)
      proposed → ready: (between_us)
      proposed → closed: request_closed
      offered → agreed: (told_by_the_act)
      offered → ready: searching
      offered → closed: request_closed
      agreed → seen: request_news
      agreed → declared: declared_thanks
      agreed → ready: searching
      agreed → closed: request_closed
      seen → declared: declared_thanks
      seen → ready: searching
      seen → closed: request_closed
      declared → closed: (told_before)
      closed → ready: searching"
    `)
  })

  test('a household back on the waiting list is always told, but after a doctor whom it never knew of', () => {
    const back = moves.filter(({ from, to }) => to === 'ready' && from !== 'proposed')
    for (const move of back)
      expect(newsOf({ ...move, by: 'patient' })).toEqual({ template: 'searching' })
    expect(newsOf({ from: 'proposed', to: 'ready', by: 'doctor' })).toEqual({
      untold: 'between_us',
    })
  })

  test('what a household closed itself is not told to it, nor is anything once nobody is to be written to', () => {
    const close = { from: 'ready', to: 'closed' } as const
    expect(newsOf({ ...close, by: 'patient', reason: 'withdrawn' })).toEqual({
      untold: 'said_by_household',
    })
    for (const reason of ['deceased', 'erased'] as const)
      expect(newsOf({ ...close, by: 'staff', reason })).toEqual({ untold: 'nobody_to_tell' })
    expect(newsOf({ ...close, by: 'staff', reason: 'no_solution' })).toEqual({
      template: 'request_closed',
    })
  })
})
