import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createJourneying } from '../../../server/routing/auto.ts'
import { createOsrmRouting } from '../../../server/routing/osrm.ts'
import { type JourneyQuery, RoutingUnavailable } from '../../../server/routing/rules.ts'

const query: JourneyQuery = {
  from: [3.0581234, 50.636_51],
  to: [
    [3.06, 50.64],
    [3.1, 50.7],
  ],
  mode: 'foot',
}
const OK = {
  code: 'Ok',
  sources: [{ location: [3.0581, 50.6365], name: '', distance: 4.1 }],
  durations: [[0, 480.2, null]],
  distances: [[0, 3102.5, null]],
}

test('metres and seconds come in the order asked, null where no road leads', async () => {
  const { url } = await aService((res) => answer(res, 200, OK))
  const found = await routing(url).journeys(query)
  expect(found).toEqual({
    source: 'service',
    mode: 'car',
    journeys: [{ metres: 3102.5, seconds: 480.2 }, null],
  })
})

test('only coordinates leave, to the metre, in one table from the home', async () => {
  const { url, asked } = await aService((res) => answer(res, 200, OK))
  await routing(url).journeys(query)
  expect(asked).toEqual([
    '/table/v1/driving/3.05812,50.63651;3.06000,50.64000;3.10000,50.70000?sources=0&annotations=duration,distance',
  ])
})

test('an address with {mode} is asked for the mode of the household', async () => {
  const { url, asked } = await aService((res) => answer(res, 200, OK))
  const found = await routing(`${url}/routed-{mode}/`).journeys({ ...query, mode: 'bicycle' })
  expect(found.mode).toBe('bicycle')
  expect(asked[0]).toMatch(/^\/routed-bike\/table\/v1\/cycling\//)
})

test('more than 99 doctors are asked in several tables, and told in order', async () => {
  const { url, asked } = await aService((res, path) => {
    const places = path.split(';').length
    const row = Array.from({ length: places }, (_, at) => at)
    answer(res, 200, { code: 'Ok', durations: [row], distances: [row] })
  })
  const to = Array.from({ length: 150 }, (_, at): [number, number] => [3 + at / 1000, 50.6])
  const { journeys } = await routing(url).journeys({ ...query, to })
  expect(asked.length).toBe(2)
  expect(journeys.map((one) => one?.metres)).toEqual([
    ...Array.from({ length: 99 }, (_, at) => at + 1),
    ...Array.from({ length: 51 }, (_, at) => at + 1),
  ])
})

test('a refusal, an error, silence and another format are all told as unavailable', async () => {
  const answers: ((res: ServerResponse) => void)[] = [
    (res) => answer(res, 400, { code: 'NoTable', message: 'No table found' }),
    (res) => answer(res, 400, OK),
    (res) => answer(res, 500, OK),
    (res) => answer(res, 429, OK),
    (res) => answer(res, 206, OK),
    (res) => answer(res, 200, { ...OK, durations: [[0, 1]] }),
    (res) => answer(res, 200, []),
    (res) => res.end('<html>'),
    () => undefined,
  ]
  for (const each of answers) {
    const { url } = await aService(each)
    await expect(routing(url, 300).journeys(query)).rejects.toThrow(RoutingUnavailable)
  }
  const { url } = await aService((res) => answer(res, 400, { code: 'NoTable' }))
  await expect(routing(url).journeys(query)).rejects.toThrow('service answered NoTable')
})

test.each([
  ['durations', { durations: undefined }],
  ['durations', { durations: [[0, -1, 2]] }],
  ['distances', { distances: undefined }],
  ['distances', { distances: [[0, 1, -2]] }],
])('an answer without right %s is one of no use, and says so', async (field, change) => {
  const { url } = await aService((res) => answer(res, 200, { ...OK, ...change }))
  await expect(routing(url).journeys(query)).rejects.toThrow(
    `service answered without right ${field}`,
  )
})

test('no error tells where anybody lives', async () => {
  const { url } = await aService((res) => answer(res, 400, { code: '3.0581,50.6365' }))
  const error = await routing(url)
    .journeys(query)
    .catch((refused: Error) => refused)
  expect(String(error)).not.toMatch(/3\.05|50\.63/)
})

test('a service that fails five times is left alone for thirty seconds', async () => {
  const { url, asked } = await aService((res) => answer(res, 500, {}))
  let at = new Date('2026-11-25T10:00:00Z')
  const service = createOsrmRouting({ url, now: () => at })
  for (let time = 0; time < 8; time++) await service.journeys(query).catch(() => undefined)
  expect(asked.length).toBe(5)
  at = new Date('2026-11-25T10:00:31Z')
  await service.journeys(query).catch(() => undefined)
  expect(asked.length).toBe(6)
})

test('a service that refuses five questions is still asked the sixth', async () => {
  const { url, asked } = await aService((res) => {
    if (asked.length > 5) answer(res, 200, OK)
    else answer(res, 400, { code: 'NoSegment', message: 'One of the places is off the roads' })
  })
  const service = routing(url)
  for (let time = 0; time < 5; time++)
    await expect(service.journeys(query)).rejects.toThrow('service answered NoSegment')
  expect((await service.journeys(query)).journeys.length).toBe(2)
})

test('an address that leads to no such service is a failure, whatever is asked: it is left alone', async () => {
  const { url, asked } = await aService((res) => answer(res, 400, { code: 'InvalidService' }))
  const service = routing(url)
  for (let time = 0; time < 7; time++) await service.journeys(query).catch(() => undefined)
  expect(asked.length).toBe(5)
})

test('a refusal shows that the service is back: five failures are counted anew', async () => {
  const { url, asked } = await aService((res) => {
    if (asked.length === 5) answer(res, 400, { code: 'TooBig' })
    else answer(res, 500, {})
  })
  const service = routing(url)
  for (let time = 0; time < 12; time++) await service.journeys(query).catch(() => undefined)
  expect(asked.length).toBe(10)
})

test('no doctor is no question: nobody is asked, even when the service is left alone', async () => {
  const { url, asked } = await aService((res) => answer(res, 500, {}))
  const service = routing(url)
  const empty = { source: 'service', mode: 'car', journeys: [] }
  for (let time = 0; time < 4; time++) await service.journeys(query).catch(() => undefined)
  expect(await service.journeys({ ...query, to: [] })).toEqual(empty)
  for (let time = 0; time < 4; time++) await service.journeys(query).catch(() => undefined)
  expect(asked.length).toBe(5)
  expect(await service.journeys({ ...query, to: [] })).toEqual(empty)
})

test('a service away gives straight distances, and says that it failed', async () => {
  const { url } = await aService((res) => answer(res, 500, {}))
  const find = createJourneying({ url, dataDir: '/nowhere', now: () => new Date() })
  const found = await find(query)
  expect(found).toMatchObject({ source: 'geodesic', failed: true })
  expect(found.journeys.map((one) => one?.seconds)).toEqual([null, null])
})

function routing(url: string, timeoutMs = 5000) {
  return createOsrmRouting({ url, timeoutMs, now: () => new Date() })
}

function answer(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function aService(reply: (res: ServerResponse, path: string) => void) {
  const asked: string[] = []
  const server = createServer((req, res) => {
    asked.push(req.url ?? '')
    reply(res, req.url ?? '')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}
