import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDeps, anApp, NOW } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, signIn } from '../../support/people.ts'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

const database = await aDatabase()
const asked: string[] = []
let answers = true
let server: Server

beforeAll(async () => {
  server = createServer((req, res) => {
    asked.push(req.url ?? '')
    if (!answers) return res.writeHead(500).end()
    res.writeHead(200, { 'Content-Type': 'image/png' }).end(PNG)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterAll(() => {
  server.close()
})

async function aMapReader(clock = { at: NOW }) {
  const { port } = server.address() as AddressInfo
  const deps = aDeps(database, {
    clock,
    config: { tilesUrl: `http://127.0.0.1:${port}/{z}/{x}/{y}` },
  })
  await aTerritory(deps)
  const visitor = anApp(deps).visitor()
  await visitor.get('/tuiles/12/2083/1386').expect(303)
  await signIn(deps, visitor)
  asked.length = 0
  return visitor
}

test('a tile is fetched by our server, for the staff alone', async () => {
  answers = true
  const visitor = await aMapReader()
  const tile = await visitor.get('/tuiles/12/2083/1386').expect(200)
  expect(tile.headers['content-type']).toBe('image/png')
  expect(asked).toEqual(['/12/2083/1386'])
})

test('a tile that does not exist is not asked for', async () => {
  const visitor = await aMapReader()
  for (const path of ['12/9999/1', '12/-1/1', '99/1/1', '1/a/1'])
    await visitor.get(`/tuiles/${path}`).expect(404)
  expect(asked).toEqual([])
})

test('a background that fails is left alone for thirty seconds, and the map opens without it', async () => {
  answers = false
  const clock = { at: NOW }
  const visitor = await aMapReader(clock)
  await visitor.get('/tuiles/12/2083/1386').expect(204)
  await visitor.get('/tuiles/12/2083/1387').expect(204)
  expect(asked).toHaveLength(1)
  answers = true
  clock.at = new Date(NOW.getTime() + 31_000)
  await visitor.get('/tuiles/12/2083/1387').expect(200)
})
