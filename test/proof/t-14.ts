import { spawnSync } from 'node:child_process'
import { type Day, parisDay } from '../../server/calendar/rules.ts'
import type { Deps } from '../../server/deps.ts'
import { aDoctor } from '../support/people.ts'
import { aHome, type Home, runJobs } from './processes.ts'
import { must, type Options, type Proven } from './proof.ts'
import { anSmtpStub } from './smtp-stub.ts'

/** One start of the program: at what instant the machine's clock stands, and where the machine believes it is. */
type Start = { at: string; zone: string; daily: boolean }

/** A doctor by the day of their last word, the end of the six months, and the day they are first asked. */
type Asked = { confirmedOn: Day; period: Day; askedOn: Day }

type Season = { name: string; doctor: Asked; starts: readonly Start[] }

const utc = (at: string, daily = true): Start => ({ at, zone: 'UTC', daily })

/** In each season one doctor is to be asked, on the day on which clocks are the least to be trusted. */
const SEASONS: readonly Season[] = [
  {
    name: 'february_28',
    doctor: { confirmedOn: '2026-08-31', period: '2027-02-28', askedOn: '2027-01-24' },
    starts: [utc('2027-01-24T07:05:00Z'), utc('2027-01-25T08:05:00Z')],
  },
  {
    name: 'spring',
    doctor: { confirmedOn: '2026-11-02', period: '2027-05-02', askedOn: '2027-03-28' },
    starts: [
      utc('2027-03-28T00:59:30Z', false),
      utc('2027-03-28T01:00:30Z', false),
      { at: '2027-03-28T06:05:00Z', zone: 'America/New_York', daily: true },
      // The clock is set back by an hour, then ahead by a day.
      utc('2027-03-28T05:05:00Z', false),
      // Practices are closed on Easter Monday.
      utc('2027-03-29T07:05:00Z'),
      utc('2027-03-30T07:05:00Z'),
    ],
  },
  {
    name: 'autumn',
    doctor: { confirmedOn: '2027-06-05', period: '2027-12-05', askedOn: '2027-10-31' },
    starts: [
      utc('2027-10-31T00:30:00Z', false),
      utc('2027-10-31T01:30:00Z', false),
      utc('2027-10-31T07:05:00Z'),
      { at: '2027-10-31T07:06:00Z', zone: 'Pacific/Auckland', daily: false },
      utc('2027-11-02T08:05:00Z'),
    ],
  },
  {
    name: 'february_29',
    doctor: { confirmedOn: '2027-08-31', period: '2028-02-29', askedOn: '2028-01-25' },
    starts: [
      utc('2028-01-25T07:05:00Z'),
      utc('2028-01-25T08:05:00Z', false),
      utc('2028-02-29T07:05:00Z'),
    ],
  },
]
/** In short the spring alone, without the minute before the change nor the holiday. */
const SHORT_SEASONS = SEASONS.filter(({ name }) => name === 'spring').map((season) => ({
  ...season,
  starts: season.starts.filter((_, i) => i !== 0 && i !== 4),
}))

/**
 * T-14: the jobs of the program, started with the machine's clock at both changes of hour, at the end of both Februaries,
 * set back by an hour, ahead by a day, and elsewhere than in Paris: each thing is said once, on its day.
 */
export async function proveClock({ short }: Options): Promise<Proven> {
  if (spawnSync('faketime', ['--version']).error)
    return { checks: [], notRun: 'faketime is absent' }
  const seasons = short ? SHORT_SEASONS : SEASONS
  const smtp = await anSmtpStub()
  const home = await aHome()
  try {
    const doctors = await home.within((deps) => register(deps, seasons))
    let wrongDaily = 0
    for (const start of seasons.flatMap(({ starts }) => starts)) {
      const { campaign } = await startAt(home, smtp.url, start)
      if ((campaign !== undefined) !== start.daily) wrongDaily += 1
    }
    const asked = await askedOf(home, doctors)
    const twice = [...smtp.accepted.values()].filter((times) => times > 1).length
    return {
      checks: [
        must('daily_job_when_not_due_or_missed', wrongDaily, 0),
        ...seasons.flatMap(({ name }) => [
          must(`${name}.asked`, asked.get(name)?.times ?? 0, 1),
          must(`${name}.on_its_day`, asked.get(name)?.isRight ? 1 : 0, 1),
        ]),
        must('sent_twice', twice, 0),
        must('left', [...asked.values()].filter(({ hasLeft }) => hasLeft).length, seasons.length),
      ],
      figures: {
        starts: seasons.flatMap(({ starts }) => starts).length,
        mails: smtp.accepted.size,
      },
      notRun: [...(short ? ['autumn and February'] : []), 'sessions after a jump'].join('; '),
    }
  } finally {
    await smtp.close()
    await home.remove()
  }
}

type Registered = Map<string, { name: string; doctor: Asked }>

/** One doctor for each season, reached by e-mail; by their ids. */
async function register(deps: Deps, seasons: readonly Season[]): Promise<Registered> {
  const { client } = deps.database
  const { id: territoryId } = await client.territory.findFirstOrThrow({ select: { id: true } })
  const registered: Registered = new Map()
  for (const { name, doctor } of seasons) {
    const confirmedAt = new Date(`${doctor.confirmedOn}T10:00:00Z`)
    const id = await aDoctor(deps, territoryId, { confirmedAt })
    const { doctorId } = await client.availability.findUniqueOrThrow({ where: { id } })
    const email = `${name.replace('_', '-')}@example.org`
    await client.doctor.updateMany({ where: { id: doctorId }, data: { email } })
    registered.set(doctorId, { name, doctor })
  }
  return registered
}

/** Runs what is due with the clock of the machine at this instant, as its zone says it. */
function startAt(home: Home, smtpUrl: string, { at, zone }: Start) {
  const local = new Date(at).toLocaleString('sv-SE', { timeZone: zone })
  const env = { TU_SMTP_URL: smtpUrl, TZ: zone, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
  return runJobs(home, env, { clock: ['faketime', '-f', `@${local}`] })
}

type First = { times: number; isRight: boolean; hasLeft: boolean }

/** How often each doctor was first asked, whether on the right day about the right six months, and whether it left. */
function askedOf(home: Home, doctors: Registered): Promise<Map<string, First>> {
  return home.within(async ({ database: { client } }) => {
    const asked = new Map<string, First>()
    for (const [doctorId, { name, doctor }] of doctors) {
      const asks = await client.message.findMany({
        where: { doctorId, template: 'availability_ask' },
      })
      const [first] = asks
      const periods = Object.values((first?.ids ?? {}) as Record<string, string>)
      const isRight =
        first !== undefined &&
        parisDay(first.createdAt) === doctor.askedOn &&
        periods.includes(doctor.period)
      asked.set(name, { times: asks.length, isRight, hasLeft: first?.status === 'accepted' })
    }
    return asked
  })
}
