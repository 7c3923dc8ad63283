import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SMTPServerOptions } from 'smtp-server'
import type { Deps } from '../../server/deps.ts'
import { anSmtpServer, refusal } from '../http/messaging/smtp-stub.ts'
import { aDoctor, aTerritory } from '../support/people.ts'
import { aGeocoderStub, type Fault } from './geocoder-stub.ts'
import { aHome, type Home } from './processes.ts'
import { aCoordinator, type Coordinator } from './staff.ts'
import { aTwilioStub, type TwilioFault, twilioEnvironment } from './twilio-stub.ts'

export const LISTS = 'grand-lille'
export const ASKS = 'lys'

/** `mute`: the body is taken, and nothing is answered. */
export type MailFault = 'ok' | 'refused' | 'greylisted' | 'hung' | 'mute'

/** Two territories, one of each mode, everything that the program talks to, and what each of them may be made to do. */
export async function aCanaryScene() {
  const now = {
    geocoder: 'none' as Fault,
    sms: 'ok' as TwilioFault,
    mail: 'ok' as MailFault,
  }
  const geocoder = await aGeocoderStub(() => now.geocoder)
  const twilio = await aTwilioStub({ faultOf: () => now.sms })
  const onRcptTo: SMTPServerOptions['onRcptTo'] = ({ address }, _session, done) => {
    // Refusals that quote whom the mail is for.
    if (now.mail === 'refused') done(refusal(550, `5.1.1 <${address}> unknown`))
    else if (now.mail === 'greylisted') done(refusal(451, `4.7.1 <${address}> try again`))
    else if (now.mail !== 'hung') done()
  }
  const smtp = await anSmtpServer({ onRcptTo }, () => now.mail === 'mute')
  const secure = await anSmtpServer()
  const home = await aHome()
  const coordinators = await home.within(people)
  return {
    now,
    geocoder,
    twilio,
    smtp,
    secure,
    home,
    coordinators,
    env: {
      TU_LOG_LEVEL: 'debug',
      TU_GEOCODER: 'service',
      TU_GEOCODER_URL: geocoder.url,
      TU_SMTP_URL: smtp.url,
      TU_MSS_SMTP_URL: secure.url,
      TU_MSS_MAIL_FROM: 'cpts@mss.example.org',
      TU_MSS_DOMAINS: 'mss.example.org',
      NODE_OPTIONS: `--import=${crashFile(home)}`,
      ...twilioEnvironment(twilio),
    },
    close: async () => {
      await Promise.all([geocoder.close(), twilio.close(), smtp.close(), secure.close()])
      await home.remove()
    },
  }
}

export type CanaryScene = Awaited<ReturnType<typeof aCanaryScene>>

/** A bug that nobody catches, in a process that is told to: its message quotes a household, as those of a database do. */
const CRASH = `process.once('SIGUSR2', () => setImmediate(() => {
  throw new Error('failing row contains (Ostrogardin, Zephirelle, 1949-02-13, canari@example.org)')
}))`

function crashFile({ env }: Home): string {
  const file = join(env.TU_DATA_DIR ?? '', 'bug.mjs')
  writeFileSync(file, CRASH)
  return file
}

async function people(deps: Deps): Promise<Record<'lists' | 'asks', Coordinator>> {
  const { client } = deps.database
  const lists = await client.territory.findUniqueOrThrow({ where: { slug: LISTS } })
  const asks = await aTerritory(deps, { slug: ASKS, mode: 'brokered', hasCommonList: true })
  for (const id of [lists.id, asks])
    for (const km of [1, 2]) await aDoctor(deps, id, { km, homeVisitPlaces: 2 })
  await client.availability.updateMany({ data: { stepFree: true } })
  const reach = { email: 'cabinet@example.org', secureEmail: 'cabinet@mss.example.org' }
  await client.doctor.updateMany({ data: reach })
  const named = (territory: string) => ({
    territory,
    email: `coordination-${territory}@example.org`,
  })
  return {
    lists: await aCoordinator(deps, named(LISTS)),
    asks: await aCoordinator(deps, named(ASKS)),
  }
}

/** Makes the storing of a request fail as a broken database does, its words quoting what was to be stored. */
export function breakStoring(home: Home, isBroken: boolean): Promise<unknown> {
  return home.within(({ database: { client } }) =>
    isBroken
      ? client.$executeRawUnsafe(
          `alter table member add constraint broken check (request_id is null) not valid`,
        )
      : client.$executeRawUnsafe(`alter table member drop constraint broken`),
  )
}
