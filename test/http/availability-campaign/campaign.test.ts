import { describe, expect, test } from 'vitest'
import { runCampaign } from '../../../server/availability-campaign/service.ts'
import { announceDeparture } from '../../../server/departures/service.ts'
import { findDoctorLink } from '../../../server/doctor-links/service.ts'
import { confirmDoctor, pauseDoctor, withdrawDoctor } from '../../../server/doctors/moves.ts'
import { lowerAvailability } from '../../../server/shortlists/service.ts'
import { aDatabase } from '../../support/database.ts'
import { aCampaign, CONFIRMED, emailsOf, tokenIn } from './scene.ts'

const database = await aDatabase()
const actor = { kind: 'staff', id: null, name: 'Inès Belgrain' } as const

/** From a day on, that many days: before practices open, then twice while they are open. */
function turns(from: string, days: number): string[] {
  return Array.from({ length: days }, (_, rank) => {
    const day = new Date(Date.parse(from) + rank * 86_400_000).toISOString().slice(0, 10)
    return ['06:30', '08:30', '09:30'].map((time) => `${day}T${time}:00Z`)
  }).flat()
}

describe('B8: the campaign of six months', () => {
  test('a doctor is written to five weeks before, 7 and 21 days later, then no more', async () => {
    const { run, aVolunteer, messages, sent } = await aCampaign(database)
    await aVolunteer()
    for (const day of [
      '2026-10-21',
      '2026-10-22',
      '2026-10-29',
      '2026-11-05',
      '2026-11-12',
      '2026-11-26',
    ])
      for (const at of turns(day, 1)) await run(at)
    const stored = await messages()
    expect(stored.map(({ template }) => template)).toEqual([
      'availability_ask',
      'availability_reminder',
      'availability_reminder',
    ])
    expect(stored.map(({ acceptedAt }) => acceptedAt?.toISOString().slice(0, 13))).toEqual([
      '2026-10-22T08',
      '2026-10-29T09',
      '2026-11-12T08',
    ])
    expect(sent).toHaveLength(3)
  })

  test('the e-mail opens their page, kills the former link, and carries the date for a calendar', async () => {
    const { run, aVolunteer, sent, clock } = await aCampaign(database)
    const { doctorId } = await aVolunteer({ name: 'Ostrevande' })
    for (const at of turns('2026-10-22', 8)) await run(at)
    const [first, second] = emailsOf(sent)
    expect(first).toMatchObject({
      to: `${doctorId}@example.org`,
      replyTo: 'coordination@example.org',
    })
    expect(first?.text).toContain('Bonjour Dr Ostrevande,')
    const [file] = first?.attachments ?? []
    expect(file?.contentType).toBe('text/calendar; charset=utf-8; method=PUBLISH')
    expect(file?.content).toContain('DTSTART;VALUE=DATE:20261126\r\n')
    expect(file?.content).not.toContain('/medecin/')
    const links = await Promise.all(
      [first, second].map((each) =>
        findDoctorLink(database.client, tokenIn(each?.text ?? ''), clock.at),
      ),
    )
    expect(links.map((link) => link?.state)).toEqual(['dead', 'living'])
    expect(links[1]?.doctorId).toBe(doctorId)
  })

  test('the outbox keeps no token, no address, no text', async () => {
    const { run, aVolunteer, messages, sent } = await aCampaign(database)
    await aVolunteer()
    for (const at of turns('2026-10-22', 1)) await run(at)
    const kept = JSON.stringify(await messages())
    expect(kept).not.toContain(tokenIn(emailsOf(sent)[0]?.text ?? '-'))
    expect(kept).not.toMatch(/example\.org|Bonjour/)
  })

  test('several nodes at once queue one message; run again, none', async () => {
    const { deps, aVolunteer, messages } = await aCampaign(database)
    await aVolunteer()
    await aVolunteer()
    const now = new Date('2026-10-23T07:00:00Z')
    await Promise.all(Array.from({ length: 6 }, () => runCampaign(deps, now)))
    expect(await messages()).toHaveLength(2)
    expect(await runCampaign(deps, now)).toEqual({ asked: 0, reminded: 0, toCall: 0 })
  })

  test('a clock set back sends nothing, and nobody is skipped once it is right', async () => {
    const { run, aVolunteer, messages } = await aCampaign(database)
    await aVolunteer()
    for (const at of turns('2026-10-22', 1)) await run(at)
    for (const at of turns('2026-10-10', 4)) await run(at)
    expect(await messages()).toHaveLength(1)
    for (const at of turns('2026-10-23', 8)) await run(at)
    expect(await messages()).toHaveLength(2)
  })

  test('a job that did not run for weeks catches up with one message', async () => {
    const { run, aVolunteer, sent } = await aCampaign(database)
    await aVolunteer()
    for (const at of turns('2026-11-20', 5)) await run(at)
    expect(sent).toHaveLength(1)
  })

  test('an outbox that was stopped sends nothing in the night: it waits for the morning', async () => {
    const { run, aVolunteer, messages, sent } = await aCampaign(database)
    await aVolunteer()
    await run('2026-10-22T06:30:00Z')
    for (const at of ['2026-10-22T22:30:00Z', '2026-10-23T05:00:00Z']) await run(at)
    expect(await messages()).toMatchObject([{ status: 'queued', attempts: 0 }])
    expect(sent).toEqual([])
    await run('2026-10-23T07:00:00Z')
    expect(sent).toHaveLength(1)
  })

  test('an answer between the queue and the outbox cancels the message', async () => {
    const { deps, run, aVolunteer, messages, sent, territoryId } = await aCampaign(database)
    const { availabilityId: id } = await aVolunteer()
    await run('2026-10-22T06:30:00Z')
    const target = { id, territoryId, actor, version: undefined }
    await confirmDoctor(deps, target, new Date('2026-10-22T06:40:00Z'))
    await run('2026-10-22T08:30:00Z')
    expect((await messages()).map(({ status }) => status)).toEqual(['cancelled'])
    expect(sent).toEqual([])
  })

  test.each(['paused', 'withdrawn'])('a doctor %s is not asked', async (how) => {
    const { deps, run, aVolunteer, messages, territoryId } = await aCampaign(database)
    const { availabilityId: id } = await aVolunteer()
    const target = { id, territoryId, actor, version: undefined }
    const now = new Date('2026-10-20T07:00:00Z')
    if (how === 'paused') await pauseDoctor(deps, target, '2026-11-30', now)
    else await withdrawDoctor(deps, target, now)
    for (const at of turns('2026-10-22', 5)) await run(at)
    expect(await messages()).toEqual([])
  })

  test('a doctor whom a patient puts in doubt is asked the same hour, while practices are open', async () => {
    const { run, aVolunteer, messages, sent, territoryId } = await aCampaign(database)
    const { availabilityId } = await aVolunteer({ confirmedAt: new Date('2026-10-01T08:00:00Z') })
    await run('2026-10-22T07:00:00Z')
    expect(await messages()).toEqual([])
    const at = new Date('2026-10-22T12:00:00Z')
    await lowerAvailability(database.client, { availabilityId, territoryId }, at)
    await run('2026-10-22T12:10:00Z')
    expect(sent).toHaveLength(1)
    expect(emailsOf(sent)[0]?.text).toContain('On nous dit que vous n’accueillez peut-être plus')
  })
})

describe('B8: a doctor who gave an end that comes before the six months are over', () => {
  const endsOn = new Date('2026-11-26T00:00:00Z')
  const aDatedVolunteer = async () => {
    const campaign = await aCampaign(database)
    const doctor = await campaign.aVolunteer({ confirmedAt: new Date('2026-10-01T08:00:00Z') })
    const where = { id: doctor.availabilityId }
    await database.client.availability.update({ where, data: { endsOn } })
    return { ...campaign, ...doctor }
  }

  test('is asked five weeks before it, and the calendar keeps that very day', async () => {
    const { run, messages, sent } = await aDatedVolunteer()
    for (const at of turns('2026-10-21', 10)) await run(at)
    expect(
      (await messages()).map(({ acceptedAt }) => acceptedAt?.toISOString().slice(0, 13)),
    ).toEqual(['2026-10-22T08', '2026-10-29T09'])
    const [first] = emailsOf(sent)
    expect(first?.text).toContain('jusqu’au 26 novembre 2026, le dernier jour')
    expect(first?.text).toContain('plus personne à partir du 27 novembre 2026')
    expect(first?.attachments?.[0]?.content).toContain('DTSTART;VALUE=DATE:20261126\r\n')
    expect(first?.attachments?.[0]?.content).not.toContain('six mois')
  })

  test('is asked nothing when that end is the eve of their departure', async () => {
    const { deps, run, messages, territoryId, doctorId } = await aDatedVolunteer()
    const leaving = { kind: 'move' as const, leavesOn: '2026-11-27', counts: [] }
    await announceDeparture(deps, { territoryId, doctorId, actor }, leaving, deps.now())
    for (const at of turns('2026-10-21', 5)) await run(at)
    expect(await messages()).toEqual([])
  })

  test('answers once: the reminder that waited is cancelled, and no other comes', async () => {
    const { deps, run, messages, territoryId, availabilityId: id } = await aDatedVolunteer()
    for (const at of turns('2026-10-22', 7)) await run(at)
    await run('2026-10-29T07:30:00Z')
    await confirmDoctor(deps, { id, territoryId, actor }, new Date('2026-10-29T07:40:00Z'))
    for (const at of turns('2026-10-29', 30)) await run(at)
    expect((await messages()).map(({ status }) => status)).toEqual(['accepted', 'cancelled'])
  })
})

describe('the channel', () => {
  const phone = '+33639981201'

  test('is the one the doctor chose, else the other; a landline takes no SMS', async () => {
    const { run, aVolunteer, messages } = await aCampaign(database)
    const expected = new Map<string, string>()
    const add = async (reach: Parameters<typeof aVolunteer>[0], channel: string) =>
      expected.set((await aVolunteer(reach)).doctorId, channel)
    await add({ phone, channel: 'sms' }, 'sms')
    await add({ phone, channel: 'email' }, 'email')
    await add({ phone, channel: 'email', email: null }, 'sms')
    await add({ channel: 'sms' }, 'email')
    await run('2026-10-22T07:00:00Z')
    const queued = await messages()
    expect(new Map(queued.map(({ doctorId, channel }) => [doctorId ?? '', channel]))).toEqual(
      expected,
    )
  })

  test('by SMS, the link is in the text and no file goes with it', async () => {
    const { run, aVolunteer, sent, clock } = await aCampaign(database)
    await aVolunteer({ phone, channel: 'sms' })
    for (const at of turns('2026-10-22', 1)) await run(at)
    const [{ outgoing }] = sent as [(typeof sent)[0]]
    expect(outgoing).toMatchObject({ channel: 'sms', to: phone })
    const link = await findDoctorLink(database.client, tokenIn(outgoing.text), clock.at)
    expect(link?.state).toBe('living')
    expect(CONFIRMED < clock.at).toBe(true)
  })
})
