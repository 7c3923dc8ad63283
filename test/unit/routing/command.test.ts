import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { command } from '../../support/command.ts'
import { osmPbf } from '../../support/osm-pbf.ts'

const nodes = { a: [3.0, 50.7], b: [3.001, 50.7] } as const

test('npm run roads imports an extract, prints its counts, and credits its authors', async () => {
  const folder = await aFolder()
  const file = join(folder, 'rue.osm.pbf')
  await writeFile(file, osmPbf(nodes, [{ nodes: 'a b', tags: { highway: 'residential' } }]))
  const { status, stdout, stderr } = await run(folder, 'import', file)
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toEqual({ nodes: 2, arcs: 2 })
  expect(stderr).toBe('2 points de route en service. © les contributeurs d’OpenStreetMap.\n')
})

test('npm run roads refuses with 1 and the reason, says how it is used with 2', async () => {
  const folder = await aFolder()
  const [refused, unnamed] = await Promise.all([
    run(folder, 'import', join(folder, 'absent.osm.pbf')),
    run(folder, 'import'),
  ])
  expect(refused).toMatchObject({ status: 1, stdout: '' })
  expect(refused.stderr).toContain('fichier introuvable')
  expect(unnamed).toMatchObject({ status: 2, stdout: '' })
})

function run(dataDir: string, ...args: string[]) {
  return command('roads', args, { TU_DATA_DIR: dataDir })
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'routes-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
