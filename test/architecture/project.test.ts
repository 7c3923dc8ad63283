import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../server/config.ts'
import { ROOT, readRoot } from './sources.ts'

/** Tables without a territory of their own, and why. */
const SHARED_TABLES: Record<string, string> = {
  Territory: 'it is the territory',
  Account: 'one person may work in several: their memberships say which',
  RateLimit: 'counts of fingerprints, taken before anyone knows who is there',
  JobRun: 'a job runs once for the whole service',
  ProviderCircuit: 'a provider carries the messages of every territory',
}

const models = [...readRoot('prisma/schema.prisma').matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)].map(
  ([, name = '', body = '']) => ({ name, body }),
)

describe('the schema', () => {
  test('every table carries its territory, or says here why not', () => {
    const without = models.filter(({ body }) => !/\bterritory_id\b/.test(body))
    expect(without.map(({ name }) => name).sort()).toEqual(Object.keys(SHARED_TABLES).sort())
    expect(models.length).toBeGreaterThan(20)
  })

  test('every table and column is written in snake_case', () => {
    for (const { name, body } of models) {
      expect([name, /@@map\("[a-z_]+"\)/.test(body)]).toEqual([name, true])
      const columns = [...body.matchAll(/^ {2}(\w*[A-Z]\w*)\s+(\w+)(\??|\[\])\s(.*)$/gm)]
      const scalars = columns.filter(([, , type]) => !models.some((model) => model.name === type))
      const unmapped = scalars.filter(([, , , , rest = '']) => !/@map\("[a-z_]+"\)/.test(rest))
      expect([name, unmapped.map(([, column]) => column)]).toEqual([name, []])
    }
  })

  test('every migration is named by a date and a verb', () => {
    const folders = readdirSync(`${ROOT}prisma/migrations`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
    expect(folders.filter((name) => !/^\d{14}_[a-z]+(_[a-z0-9]+)+$/.test(name))).toEqual([])
  })
})

type Package = {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  scripts: Record<string, string>
}
const { dependencies, devDependencies, scripts } = JSON.parse(readRoot('package.json')) as Package
const direct = { ...dependencies, ...devDependencies }
/** What the benchmarks race against has a package of its own: the product never sees it. */
const peers = (JSON.parse(readRoot('test/bench/package.json')) as Package).devDependencies
const written = { ...direct, ...peers }

describe('the dependencies', () => {
  test('are each pinned to one version', () => {
    const loose = Object.entries(written).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    )
    expect(loose).toEqual([])
  })

  test('are each in the README with a reason', () => {
    const rows = readRoot('README.md').matchAll(/^\| (`[^|]+) \| [^|]{8,} \|$/gm)
    const named = [...rows].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    )
    const isNamed = (name: string) =>
      named.includes(name) || (name.startsWith('@types/') && named.includes('@types/*'))
    expect(Object.keys(written).filter((name) => !isNamed(name))).toEqual([])
  })

  test('are at most sixty', () => {
    expect(Object.keys(direct).length).toBeLessThanOrEqual(60)
  })
})

describe('what is written for those who run it', () => {
  test('every npm command runs a file that exists', () => {
    const files = Object.values(scripts).flatMap((script) =>
      [...script.matchAll(/\b(?:server|test|prisma|web)\/[\w./-]+\.(?:ts|mjs)\b/g)].map(String),
    )
    for (const file of files) expect(readRoot(file).length).toBeGreaterThan(0)
    expect(files.length).toBeGreaterThan(10)
  })

  test('every variable of ours that the README, the image and the compose file name is known', () => {
    const texts = ['README.md', 'server/Dockerfile', 'docker-compose.yml'].map(readRoot)
    const names = new Set(texts.join('\n').match(/\bTU_[A-Z_]+\b/g))
    const env = Object.fromEntries([...names].map((name) => [name, '']))
    expect(() => loadConfig(env)).not.toThrow()
    expect(names.size).toBeGreaterThan(10)
  })

  test('the compose file gives no secret of its own and refuses to start without', () => {
    const compose = readRoot('docker-compose.yml')
    for (const name of ['POSTGRES_PASSWORD', 'TU_SECRET', 'TU_FIELD_KEYS', 'TU_PUBLIC_URL']) {
      const uses = compose.match(new RegExp(`\\$\\{${name}[^}]*\\}`, 'g')) ?? []
      expect(uses.length).toBeGreaterThan(0)
      for (const use of uses) expect(use).toMatch(/^\$\{\w+:\?.{5,}\}$/)
    }
  })

  test('the image runs as nobody in particular and says when it is well', () => {
    const image = readRoot('server/Dockerfile')
    expect(image).toMatch(/^USER node$/m)
    expect(image).toMatch(/^HEALTHCHECK [\s\S]*\/healthz/m)
    expect(image.lastIndexOf('USER node')).toBeLessThan(image.lastIndexOf('CMD ["node"'))
  })
})
