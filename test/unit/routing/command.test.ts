import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { osmPbf } from '../../support/osm-pbf.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const nodes = { a: [3.0, 50.7], b: [3.001, 50.7] } as const

test('npm run roads imports an extract, prints its counts, and credits its authors', async () => {
  const folder = await aFolder()
  const file = join(folder, 'rue.osm.pbf')
  await writeFile(file, osmPbf(nodes, [{ nodes: 'a b', tags: { highway: 'residential' } }]))
  const { status, stdout, stderr } = run(folder, 'import', file)
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toEqual({ nodes: 2, arcs: 2 })
  expect(stderr).toBe('2 points de route en service. © les contributeurs d’OpenStreetMap.\n')
})

test('npm run roads refuses with 1 and the reason, says how it is used with 2', async () => {
  const folder = await aFolder()
  const refused = run(folder, 'import', join(folder, 'absent.osm.pbf'))
  expect(refused).toMatchObject({ status: 1, stdout: '' })
  expect(refused.stderr).toContain('fichier introuvable')
  expect(run(folder, 'import')).toMatchObject({ status: 2, stdout: '' })
})

function run(dataDir: string, ...args: string[]) {
  const script = join(ROOT, 'server/commands/roads.ts')
  const env = { ...process.env, TU_DATA_DIR: dataDir, NODE_ENV: 'test' }
  const { status, stdout, stderr } = spawnSync('npx', ['tsx', script, ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr: stderr.replace(/^npm warn.*\n/gm, '') }
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'routes-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
