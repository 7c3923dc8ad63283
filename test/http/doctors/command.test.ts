import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openEmbedded } from '../../../server/db.ts'
import { COLUMNS } from '../../../server/doctors/csv-columns.ts'
import { command, type Ended } from '../../support/command.ts'
import { aDataFolder } from '../../support/data-folder.ts'
import { aTerritory } from './support.ts'

const folder = await aDataFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function doctors(...args: string[]): Promise<Ended> {
  return command('doctors', args, { TU_DATA_DIR: folder, TU_GEOCODER: 'offline' })
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

  const [misspelt, wrong] = await Promise.all([
    doctors('exporte'),
    doctors('import', aFile('faux.csv', 'beaucoup')),
  ])
  expect(misspelt).toMatchObject({ status: 2, stdout: '' })
  expect(wrong.status).toBe(1)
  expect(wrong.stdout).toBe('row;column;code;reason\r\n2;places;count;nombre entier attendu\r\n')
  expect(wrong.stderr).toContain('rien n’a été importé')

  const right = aFile('juste.csv', '4')
  expect(await doctors('import', right, '--dry-run', '--territory', 'inconnu')).toMatchObject({
    status: 1,
  })
  const done = await doctors('import', right, '--report', report)
  expect([done.status, done.stdout]).toEqual([0, ''])
  expect(done.stderr).toContain('lignes : 1, ajouts : 1')
  expect(readFileSync(report, 'utf8')).toContain('2;adresse;to_locate;à localiser')

  const after = await openEmbedded(folder)
  const stored = await after.client.doctor.findMany({ select: { lastName: true, source: true } })
  await after.close()
  expect(stored).toEqual([{ lastName: 'Ostrevande', source: 'csv' }])
})
