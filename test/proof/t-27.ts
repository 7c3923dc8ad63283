import { readdirSync } from 'node:fs'
import PostalMime from 'postal-mime'
import type { Deps } from '../../server/deps.ts'
import type { Received } from '../http/messaging/smtp-stub.ts'
import type { Visits } from './browser.ts'
import { type Canary, canariesIn } from './canaries.ts'
import { walkAll } from './canary-journey.ts'
import { aCanaryScene, type CanaryScene } from './canary-scene.ts'
import { aProcess, runJobs } from './processes.ts'
import type { Check, Options, Proven } from './proof.ts'

const DAY_MS = 86_400_000
/** Steps of the walk; each fault of the mail server is a household more. */
const STEPS = 53
const STEPS_OF_A_FAULT = 5
const MAIL_FAULTS = ['refused', 'greylisted', 'hung', 'mute'] as const
const SHORT_MAIL_FAULTS = ['refused', 'greylisted'] as const

/**
 * T-27: of a household known under values that nothing else has, none is found outside the pages made for its eyes, for
 * its doctor's and for the team's: mails, SMS, their subjects, addresses asked for and answered, both outputs of the
 * server at the level `debug`, pages of error, what providers were sent, every column of the database, the output of the
 * jobs, and that of two crashes. What may be where: the address at the geocoder, the recipient on the envelope and its
 * header, and who is expected in the secure mail. What a coordinator types to search is theirs, and not looked at.
 */
export async function proveNothingTold({ short }: Options): Promise<Proven> {
  if (!process.env.TEST_DATABASE_URL)
    return { checks: [], notRun: 'a database to break: TEST_DATABASE_URL is not set' }
  const scene = await aCanaryScene()
  const visits: Visits = { urls: [], errorPages: [] }
  let server = await aProcess(scene.home, scene.env)
  const mailFaults = short ? SHORT_MAIL_FAULTS : MAIL_FAULTS
  const walk = { scene, server, visits, steps: 0, mailFaults }
  const steps = STEPS + STEPS_OF_A_FAULT * mailFaults.length
  const written: string[] = []
  try {
    const staffPage = await walkAll(walk)
    await server.end('SIGUSR2')
    written.push(server.wrote())
    const jobs = await runJobs(scene.home, scene.env, { at: new Date(Date.now() + DAY_MS) })
    server = await aProcess(scene.home, scene.env)
    await server.end('SIGSEGV')
    written.push(server.wrote())
    const found = await lookEverywhere({ scene, visits, written, jobs: JSON.stringify(jobs) })
    return {
      checks: [
        { name: 'control.seen_by_the_team', value: seenByTeam(staffPage), must: '>=', bar: 2 },
        { name: 'control.found_in_a_crash', value: crashControl(), must: '>=', bar: 4 },
        { name: 'control.crashed', value: crashes(written), must: '=', bar: 1 },
        { name: 'steps', value: walk.steps, must: '>=', bar: steps },
        { name: 'secure_mails', value: scene.secure.received.length, must: '>=', bar: 1 },
        { name: 'sms', value: scene.twilio.taken.length, must: '>=', bar: 1 },
        { name: 'mails', value: scene.smtp.received.length, must: '>=', bar: 3 },
        ...found,
      ],
      figures: figuresOf(scene, visits, written),
      notRun: short ? 'a mail server that hangs, or is mute once it has the body' : null,
    }
  } finally {
    await server.kill()
    await scene.close()
  }
}

function seenByTeam(page: string): number {
  return canariesIn(page).length
}

function crashes(written: readonly string[]): number {
  return written.filter((output) => output.includes('"msg":"crashed"')).length
}

/** What the same search finds in the words of an error that quotes a row. */
function crashControl(): number {
  return canariesIn('failing row contains (Ostrogardin, Zephirelle, 1949-02-13, canari@x)').length
}

type Looked = { scene: CanaryScene; visits: Visits; written: string[]; jobs: string }

async function lookEverywhere({ scene, visits, written, jobs }: Looked): Promise<Check[]> {
  const { smtp, secure, twilio, geocoder, home } = scene
  const mails = await Promise.all(smtp.received.map((each) => mailText(each)))
  const secureMails = await Promise.all(secure.received.map((each) => mailText(each)))
  const expected: Canary[] = ['last_name', 'first_name', 'birth', 'phone']
  return [
    none('mails', mails),
    none('secure_mails_but_who_is_expected', secureMails, expected),
    none(
      'sms',
      twilio.taken.map(({ body, callback }) => `${body} ${callback}`),
    ),
    none('geocoder_but_the_address', geocoder.asked, ['address']),
    none('urls', visits.urls),
    none('error_pages', visits.errorPages),
    none('outputs_and_crash', written),
    none('jobs', [jobs]),
    { name: 'dumps_left', value: dumpsLeft(home.env.TU_DATA_DIR ?? ''), must: '=', bar: 0 },
    none('database', await home.within(everyRow)),
  ]
}

/** How many canaries are found in these texts; which ones is said on standard error. */
function none(name: string, texts: readonly string[], allowed: readonly Canary[] = []): Check {
  const found = texts.flatMap((text) => canariesIn(text, allowed))
  if (found.length > 0) process.stderr.write(`${name}: ${[...new Set(found)].join(', ')}\n`)
  return { name: `canaries.${name}`, value: found.length, must: '=', bar: 0 }
}

/** Files of a crash, where the process ran and where it keeps its data. */
function dumpsLeft(dataDir: string): number {
  const names = ['.', dataDir].flatMap((folder) => readdirSync(folder))
  return names.filter((name) => /^(core|report)\b.*(\.\d+|\.json)?$|heapsnapshot$/.test(name))
    .length
}

/** A mail as its reader sees it, its headers, and its bytes, but for whom it is for. */
async function mailText({ raw }: Received): Promise<string> {
  const { subject, text, html, headers, attachments } = await PostalMime.parse(raw)
  const kept = headers.filter(({ key }) => key !== 'to').map(({ key, value }) => `${key}: ${value}`)
  const files = attachments.map(({ content, filename }) => `${filename} ${textOf(content)}`)
  return [subject, text, html, ...kept, ...files].join('\n')
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString()
}

/** Every row of every table, as a dump writes its values. */
async function everyRow({ database: { client } }: Deps): Promise<string[]> {
  const tables = await client.$queryRaw<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`
  const rows: string[] = []
  for (const { name } of tables) {
    const found = await client.$queryRawUnsafe<{ row: string }[]>(
      `select t::text as row from ${name} t`,
    )
    rows.push(...found.map(({ row }) => row))
  }
  return rows
}

function figuresOf({ geocoder }: CanaryScene, visits: Visits, out: string[]) {
  return {
    geocoder_calls: geocoder.asked.length,
    urls: visits.urls.length,
    error_pages: visits.errorPages.length,
    lines_written: out.join('').split('\n').length,
  }
}
