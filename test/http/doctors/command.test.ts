import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { openEmbedded } from '../../../server/db.ts'
import { COLUMNS } from '../../../server/doctors/csv-columns.ts'
import { aDataFolder } from '../../support/data-folder.ts'
import { aTerritory } from './support.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const folder = await aDataFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the command as its own process. */
function doctors(...args: string[]): Promise<{ code: number | null; out: string; said: string }> {
  const env = { PATH: process.env.PATH, TU_DATA_DIR: folder, TU_GEOCODER: 'offline' }
  const command = ['--import', 'tsx', 'server/commands/doctors.ts', ...args]
  const child = spawn(process.execPath, command, { cwd: ROOT, env })
  let out = ''
  let said = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, said })))
}

function aFile(name: string, places: string): string {
  const cells = {
    rpps: '99700000017',
    nom: 'Ostrevande',
    prenom: 'Nour',
    adresse: '4 Rue de la Toile-Bise',
  }
  const others = { code_postal: '59000', commune: 'Lille', places, confirme_le: '2026-11-01' }
  const agreed = { accord_coordination: 'oui', accord_patients: 'oui', accord_carte: 'non' }
  const row: Record<string, string> = { ...cells, ...others, ...agreed }
  const file = join(folder, name)
  writeFileSync(
    file,
    [COLUMNS.join(';'), COLUMNS.map((column) => row[column] ?? '').join(';')].join('\n'),
  )
  return file
}

test('the command imports a file, or reports what is wrong and writes nothing', async () => {
  const database = await openEmbedded(folder)
  await aTerritory(database)
  await database.close()
  const report = join(folder, 'rapport.csv')

  expect(await doctors('exporte')).toMatchObject({ code: 2, out: '' })
  const wrong = await doctors('import', aFile('faux.csv', 'beaucoup'))
  expect(wrong.code).toBe(1)
  expect(wrong.out).toBe('row;column;code;reason\r\n2;places;count;nombre entier attendu\r\n')
  expect(wrong.said).toContain('rien n’a été importé')

  const right = aFile('juste.csv', '4')
  expect(await doctors('import', right, '--dry-run', '--territory', 'inconnu')).toMatchObject({
    code: 1,
  })
  const done = await doctors('import', right, '--report', report)
  expect([done.code, done.out]).toEqual([0, ''])
  expect(done.said).toContain('lignes : 1, ajouts : 1')
  expect(readFileSync(report, 'utf8')).toContain('2;adresse;to_locate;à localiser')

  const after = await openEmbedded(folder)
  const stored = await after.client.doctor.findMany({ select: { lastName: true, source: true } })
  await after.close()
  expect(stored).toEqual([{ lastName: 'Ostrevande', source: 'csv' }])
})
