import type { Day } from '../../server/calendar/rules.ts'
import { aDoctorToAsk, type DoctorAsked, householdsToAsk, saidOnTheirDays } from './clock-people.ts'
import { aHome, type Home, runJobs } from './processes.ts'
import { must, type Options, type Proven } from './proof.ts'
import { anSmtpStub } from './smtp-stub.ts'

/** One start of the program: at what instant the machine's clock stands, and where the machine believes it is. */
type Start = { at: string; zone: string; daily: boolean }

type Season = {
  name: string
  doctor: DoctorAsked
  /** Households are to be asked on this day too. */
  householdsOn?: Day
  starts: readonly Start[]
}

const utc = (at: string, daily = true): Start => ({ at, zone: 'UTC', daily })

/** In each season one doctor is to be asked, on the day on which clocks are the least to be trusted, or five weeks before it. */
const SEASONS: readonly Season[] = [
  {
    name: 'february_28',
    doctor: { confirmedOn: '2026-08-31', period: '2027-02-28', askedOn: '2027-01-24' },
    starts: [utc('2027-01-24T07:05:00Z'), utc('2027-01-25T08:05:00Z')],
  },
  {
    name: 'spring',
    doctor: { confirmedOn: '2026-11-02', period: '2027-05-02', askedOn: '2027-03-28' },
    householdsOn: '2027-03-28',
    starts: [
      utc('2027-03-27T07:05:00Z'),
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
    householdsOn: '2027-10-31',
    starts: [
      utc('2027-10-30T06:05:00Z'),
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
    householdsOn: '2028-02-29',
    starts: [
      utc('2028-01-25T07:05:00Z'),
      utc('2028-01-25T08:05:00Z', false),
      utc('2028-02-28T07:05:00Z'),
      utc('2028-02-29T07:05:00Z'),
      utc('2028-03-01T08:05:00Z'),
    ],
  },
]
/** In short the spring alone, without the minutes around the change nor the holiday. */
const SHORT_SEASONS = SEASONS.filter(({ name }) => name === 'spring').map((season) => ({
  ...season,
  starts: season.starts.filter((_, i) => ![1, 2, 5].includes(i)),
}))

const MORE_STARTS = 5

/**
 * The jobs of the program, started with the machine's clock on the eve and on the day of both changes of hour, at the end
 * of both Februaries, set back by an hour, ahead by a day, and elsewhere than in Paris: each thing is said once, on its
 * day, to doctors and to households.
 */
export async function proveStarts({ short }: Options): Promise<Required<Omit<Proven, 'notRun'>>> {
  const seasons = short ? SHORT_SEASONS : SEASONS
  const starts = seasons.flatMap((season) => season.starts)
  const smtp = await anSmtpStub()
  const home = await aHome()
  try {
    const due = await home.within(async (deps) => {
      const all = []
      for (const { name, doctor, householdsOn } of seasons) {
        all.push(await aDoctorToAsk(deps, name, doctor))
        if (householdsOn) all.push(...(await householdsToAsk(deps, name, householdsOn)))
      }
      return all
    })
    let wrongDaily = 0
    for (const start of starts) {
      const { campaign } = await startAt(home, smtp.url, start)
      if ((campaign !== undefined) !== start.daily) wrongDaily += 1
    }
    for (const last of starts.slice(-1)) await sendTheRest(home, smtp.url, last)
    const twice = [...smtp.accepted.values()].filter((times) => times > 1).length
    return {
      checks: [
        must('daily_job_when_not_due_or_missed', wrongDaily, 0),
        ...(await saidOnTheirDays(home, due)),
        must('sent_twice', twice, 0),
      ],
      figures: { starts: starts.length, mails: smtp.accepted.size },
    }
  } finally {
    await smtp.close()
    await home.remove()
  }
}

/** A start sends for a second: where the machine is busy, what is left takes others. */
async function sendTheRest(home: Home, smtpUrl: string, last: Start): Promise<void> {
  for (let again = 0; again < MORE_STARTS; again += 1) {
    const left = await home.within(({ database: { client } }) =>
      client.message.count({
        where: { status: 'queued', deliverAfter: { lte: new Date(last.at) } },
      }),
    )
    if (left === 0) return
    await startAt(home, smtpUrl, last)
  }
}

/** Runs what is due with the clock of the machine at this instant, as its zone says it. */
function startAt(home: Home, smtpUrl: string, { at, zone }: Start) {
  const local = new Date(at).toLocaleString('sv-SE', { timeZone: zone })
  const env = { TU_SMTP_URL: smtpUrl, TZ: zone, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
  return runJobs(home, env, { clock: ['faketime', '-f', `@${local}`] })
}
