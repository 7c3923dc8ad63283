import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { geodesicKm, type LonLat } from '../../../server/geo.ts'
import { createJourneying } from '../../../server/routing/auto.ts'
import { importRoads, RoadsRefused, roadsPath } from '../../../server/routing/roads/import.ts'
import type { Mode } from '../../../server/routing/rules.ts'
import { type OsmWay, osmPbf } from '../../support/osm-pbf.ts'

/** An invented village: a square a, b, c, d; a dead end e; an island far from the rest, i and j. */
const nodes = {
  a: [3.0, 50.7],
  b: [3.01, 50.7],
  c: [3.01, 50.705],
  d: [3.0, 50.705],
  e: [3.02, 50.7],
  i: [3.2, 50.8],
  j: [3.21, 50.8],
} as const
type Name = keyof typeof nodes
const ways: OsmWay[] = [
  { nodes: 'a b', tags: { highway: 'residential', oneway: 'yes' } },
  { nodes: 'b c', tags: { highway: 'residential' } },
  { nodes: 'c d a', tags: { highway: 'secondary', maxspeed: '50' } },
  { nodes: 'b e', tags: { highway: 'footway' } },
  { nodes: 'i j', tags: { highway: 'residential' } },
]

test('a road is as long as its stretches, and a limit slows cars', async () => {
  const journey = await inVillage()
  const [toC] = await journey('d', ['c'], 'car')
  expect(toC?.metres).toBeCloseTo(metres('d', 'c'), 0)
  expect(toC?.seconds).toBeCloseTo((metres('d', 'c') * 3.6) / 40, 0)
})

test('a car goes round a one-way street, and someone on foot does not', async () => {
  const journey = await inVillage()
  const [car] = await journey('b', ['a'], 'car')
  expect(car?.metres).toBeCloseTo(metres('b', 'c') + metres('c', 'd') + metres('d', 'a'), 0)
  const [foot] = await journey('b', ['a'], 'foot')
  expect(foot?.metres).toBeCloseTo(metres('b', 'a'), 0)
  expect(foot?.seconds).toBeCloseTo((metres('b', 'a') * 3.6) / 5, 0)
  const [straight] = await journey('a', ['b'], 'car')
  expect(straight?.metres).toBeCloseTo(metres('a', 'b'), 0)
})

test('where no road leads there is no journey, and the others are told in order', async () => {
  const journey = await inVillage()
  const found = await journey('a', ['i', 'b', 'j', 'a'], 'car')
  expect(found.map((one) => one && Math.round(one.metres))).toEqual([
    null,
    Math.round(metres('a', 'b')),
    null,
    0,
  ])
})

test('a door beside a long street counts its few steps to the road', async () => {
  const { find } = await village()
  const door: LonLat = [3.005, 50.7001]
  const { journeys } = await find({ from: door, to: [nodes.b], mode: 'foot' })
  expect(Math.abs((journeys[0]?.metres ?? 0) - geodesicKm(door, nodes.b) * 1000)).toBeLessThan(60)
})

test('a place far from every road of the extract has no journey', async () => {
  const { find } = await village()
  const { journeys } = await find({ from: [3.1, 50.6], to: [nodes.a], mode: 'car' })
  expect(journeys).toEqual([null])
})

test('a scrap of road that leads nowhere is not the road of the home beside it', async () => {
  const dataDir = await aFolder()
  const file = join(dataDir, 'town.osm.pbf')
  const long = [...Array(41).keys()].map((rank) => [`l${rank}`, [3 + rank / 50, 50.7]] as const)
  const town = { ...Object.fromEntries(long), p: [3.1, 50.7003], q: [3.1003, 50.7003] } as const
  const road = long.map(([name]) => name).join(' ')
  const tags = { highway: 'residential' }
  await writeFile(
    file,
    osmPbf(town, [
      { nodes: road, tags },
      { nodes: 'p q', tags },
    ]),
  )
  await importRoads(file, dataDir)
  const find = createJourneying({ url: null, dataDir, now: () => new Date() })
  const { journeys } = await find({ from: [3.1, 50.7003], to: [[3.2, 50.7]], mode: 'car' })
  expect((journeys[0]?.metres ?? 0) / 1000).toBeCloseTo(geodesicKm([3.1, 50.7], [3.2, 50.7]), 1)
})

test('without roads or a service, distances are straight and no time is told', async () => {
  const find = createJourneying({ url: null, dataDir: await aFolder(), now: () => new Date() })
  const found = await find({ from: nodes.a, to: [nodes.c], mode: 'car' })
  expect(found).toEqual({
    source: 'geodesic',
    mode: 'car',
    failed: false,
    journeys: [{ metres: metres('a', 'c'), seconds: null }],
  })
})

test('a damaged file of roads gives straight distances, and says that it failed', async () => {
  const { find, dataDir } = await village()
  await writeFile(roadsPath(dataDir), 'TUROADS1 cut short')
  const found = await find({ from: nodes.a, to: [nodes.c], mode: 'car' })
  expect(found).toMatchObject({ source: 'geodesic', failed: true })
})

test('a file that is no extract, or holds no road, is refused and changes nothing', async () => {
  const { find, dataDir } = await village()
  const file = join(dataDir, 'other.osm.pbf')
  for (const bytes of [Buffer.from('not an extract'), osmPbf(nodes, [])]) {
    await writeFile(file, bytes)
    await expect(importRoads(file, dataDir)).rejects.toThrow(RoadsRefused)
  }
  await expect(importRoads(join(dataDir, 'absent'), dataDir)).rejects.toThrow('introuvable')
  expect((await find({ from: nodes.a, to: [nodes.b], mode: 'car' })).source).toBe('extract')
})

async function inVillage() {
  const { find } = await village()
  return async (from: Name, to: readonly Name[], mode: Mode) =>
    (await find({ from: nodes[from], to: to.map((name) => nodes[name]), mode })).journeys
}

async function village() {
  const dataDir = await aFolder()
  const file = join(dataDir, 'village.osm.pbf')
  await writeFile(file, osmPbf(nodes, ways))
  await importRoads(file, dataDir)
  return { dataDir, find: createJourneying({ url: null, dataDir, now: () => new Date() }) }
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'routes-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

function metres(from: Name, to: Name): number {
  return geodesicKm(nodes[from], nodes[to]) * 1000
}
