import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createJourneying } from '../../../server/routing/auto.ts'
import { DATA_DIR, NOW } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, type Scene } from '../../support/scene.ts'

const database = await aDatabase()

test('the way to each doctor stands beside the distance, with its unit and its source', async () => {
  const scene = await aScene(database, { transport: 'a_pied' }, [1, 2])
  const asked = await withService(scene, 200)
  const text = await theList(scene)
  expect(text).toContain(
    '1,0 km à vol d’oiseau ; 1,2 km par la route, 15 min à pied (OpenStreetMap)',
  )
  expect(text).toContain('aucun trajet connu par la route (OpenStreetMap)')
  expect(text).toContain('© les contributeurs d’OpenStreetMap')
  expect(asked).toHaveLength(1)
  expect(decodeURIComponent(asked[0] ?? '')).toMatch(
    /^\/foot\/table\/v1\/walking\/[\d.,;]+\?sources=0&annotations=duration,distance$/,
  )
})

test('the order stays that of the published rule, whatever the roads say', async () => {
  const scene = await aScene(database, {}, [1, 2])
  const before = order(await theList(scene))
  await withService(scene, 200)
  expect(order(await theList(scene))).toEqual(before)
})

test('a service away leaves the list as it is, and the page says so', async () => {
  const scene = await aScene(database, {}, [1])
  await withService(scene, 500)
  const text = await theList(scene)
  expect(text).toContain('1 médecin peut les accueillir')
  expect(text).toContain('Les trajets par la route ne sont pas disponibles pour le moment.')
  expect(text).not.toContain('OpenStreetMap')
})

test('without a service or imported roads, nothing is said of roads', async () => {
  const text = await theList(await aScene(database, {}, [1]))
  expect(text).not.toContain('par la route')
})

/** A service that knows the way to the first doctor only; gives what it was asked. */
async function withService({ deps }: Scene, status: number): Promise<string[]> {
  const asked: string[] = []
  const server = createServer((req, res) => {
    asked.push(req.url ?? '')
    const places = (req.url ?? '').split(';').length
    const row = (known: number) =>
      Array.from({ length: places }, (_, at) => (at === 0 ? 0 : at === 1 ? known : null))
    const table = { code: 'Ok', durations: [row(880)], distances: [row(1240)] }
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(table))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/{mode}`
  deps.journeysTo = createJourneying({ url, dataDir: DATA_DIR, now: () => NOW })
  return asked
}

async function theList({ coordinator, id }: Scene): Promise<string> {
  const { text } = await coordinator.get(`/coordination/demandes/${id}`).expect(200)
  return text
}

function order(text: string): (string | undefined)[] {
  return [...text.matchAll(/data-doctor-id="([^"]+)"/g)].map(([, id]) => id)
}
