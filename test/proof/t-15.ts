import { request } from 'node:http'
import type { Database } from '../../server/db.ts'
import { aForm, aGeocoder } from '../support/app.ts'
import { aTerritory } from '../support/people.ts'
import type { Check, Options, Proven } from './proof.ts'
import {
  aService,
  browserHeaders,
  postForm,
  proofHomes,
  type Service,
  visitorAddress,
} from './service.ts'

const AT_ONCE = 100

/**
 * T-15: however a questionnaire is sent again, it makes one request and one acknowledgement.
 * A hundred posts of one key at once, a double click, an answer lost on the way, two tabs, another content.
 */
export async function proveSentOnce(_options: Options): Promise<Proven> {
  const checks: Check[] = []
  const homes = await proofHomes()
  for (const database of homes) {
    try {
      checks.push(...(await proveOn(database)))
    } finally {
      await database.close()
    }
  }
  const notRun = homes.length > 1 ? null : 'on a PostgreSQL server: TEST_DATABASE_URL is not set'
  return { checks, notRun }
}

async function proveOn(database: Database): Promise<Check[]> {
  const service = await aService(database, aGeocoder())
  await aTerritory(service.deps)
  const must = (name: string, value: number, bar: number): Check => ({
    name: `${database.home}.${name}`,
    value,
    must: '=',
    bar,
  })
  try {
    const atOnce = await manyAtOnce(service)
    const ways = [await doubleClick(service), await answerLost(service), await twoTabs(service)]
    const other = await otherContent(service)
    const { client } = database
    return [
      must('posts_answered_303', atOnce.answered, AT_ONCE),
      must('references_in_all_answers', atOnce.references.size, 1),
      must('double_click_references', ways[0] ?? 0, 1),
      must('answer_lost_references', ways[1] ?? 0, 1),
      must('two_tabs_references', ways[2] ?? 0, 1),
      must('other_content_status', other, 409),
      must('requests', await client.orientationRequest.count(), 5),
      must('acknowledgements', await client.message.count(), 5),
    ]
  } finally {
    await service.close()
  }
}

async function manyAtOnce(service: Service) {
  const fields = aForm()
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, i) =>
      postForm(service, '/questionnaire', { fields, from: visitorAddress(i) }),
    ),
  )
  return {
    answered: answers.filter(({ status }) => status === 303).length,
    references: await referencesOf(service, answers),
  }
}

async function doubleClick(service: Service): Promise<number> {
  const fields = aForm()
  const send = () => postForm(service, '/questionnaire', { fields, from: visitorAddress(200) })
  const answers = await Promise.all([send(), send()])
  return (await referencesOf(service, [...answers, await send()])).size
}

/** The connection is cut as soon as everything is sent; then the form is sent again, twice. */
async function answerLost(service: Service): Promise<number> {
  const fields = aForm()
  await sendAndHangUp(service, fields)
  const send = () => postForm(service, '/questionnaire', { fields, from: visitorAddress(201) })
  return (await referencesOf(service, [await send(), await send()])).size
}

function sendAndHangUp(service: Service, fields: Record<string, string>): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(`${service.url}/questionnaire`, {
      method: 'POST',
      headers: {
        ...browserHeaders(service, visitorAddress(201)),
        'content-type': 'application/x-www-form-urlencoded',
      },
    })
    sent.on('error', () => {})
    sent.on('close', () => resolve())
    sent.end(new URLSearchParams(fields).toString(), () => setTimeout(() => sent.destroy(), 5))
  })
}

/** One browser, two tabs on the review page of one draft: both are sent. */
async function twoTabs(service: Service): Promise<number> {
  const from = visitorAddress(202)
  const { cle: _, ...answers } = aForm()
  let cookie = ''
  for (const step of ['coordonnees', 'foyer', 'preferences']) {
    const answer = await postForm(service, `/questionnaire/${step}`, {
      fields: answers,
      from,
      cookie,
    })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
  }
  const tabs = await Promise.all([reviewed(service, cookie), reviewed(service, cookie)])
  const sent = await Promise.all(
    tabs.map((fields) => postForm(service, '/questionnaire', { fields, from, cookie })),
  )
  return (await referencesOf(service, sent)).size
}

async function reviewed(service: Service, cookie: string): Promise<Record<string, string>> {
  const page = await fetch(`${service.url}/questionnaire/verification`, { headers: { cookie } })
  const hidden = (await page.text()).matchAll(
    /<input type="hidden" name="([^"]+)" value="([^"]*)">/g,
  )
  return Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, value]))
}

async function otherContent(service: Service): Promise<number> {
  const fields = aForm()
  const from = visitorAddress(203)
  await postForm(service, '/questionnaire', { fields, from })
  const changed = { ...fields, 'membres[0][nom]': 'Autrenom' }
  return (await postForm(service, '/questionnaire', { fields: changed, from })).status
}

/** The references on the private pages that these answers lead to; an answer without one counts as its status. */
async function referencesOf(service: Service, answers: readonly Response[]): Promise<Set<string>> {
  const found = await Promise.all(
    answers.map(async ({ status, headers }) => {
      const location = headers.get('location')
      if (!location) return `status ${status}`
      const page = await (await fetch(service.url + location)).text()
      return /data-reference="([^"]+)"/.exec(page)?.[1] ?? 'no reference'
    }),
  )
  return new Set(found)
}
