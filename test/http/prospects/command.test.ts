import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openEmbedded } from '../../../server/db.ts'
import { aDeps } from '../../support/app.ts'
import { command, type Ended } from '../../support/command.ts'
import { aDataFolder } from '../../support/data-folder.ts'
import { aTerritory } from '../../support/people.ts'
import { aGp, anExtraction } from './support.ts'

const folder = await aDataFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function doctors(...args: string[]): Promise<Ended> {
  const env = { TU_DATA_DIR: folder, TU_GEOCODER: 'offline' }
  return command('doctors', ['import', ...args], env)
}

function aFile(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

test('the command imports an extraction, keeps a report, and refuses one that was cut', async () => {
  const database = await openEmbedded(folder)
  await aTerritory(aDeps(database))
  await database.close()
  const whole = anExtraction([aGp(1), aGp(2, { 'Code mode exercice': 'S' })], { end: '|' })
  const report = join(folder, 'rapport.csv')

  const file = aFile('extraction.txt', whole)
  const [unknown, cut] = await Promise.all([
    doctors(file, '--format', 'xml'),
    doctors(aFile('coupee.txt', whole.slice(0, -150)), '--format', 'rpps'),
  ])
  expect(unknown).toMatchObject({ status: 2 })
  expect([cut.status, cut.stdout.split('\r\n')[1]?.split(';').slice(0, 3)]).toEqual([
    1,
    ['3', '(ligne)', 'truncated'],
  ])
  const done = await doctors(file, '--format', 'rpps', '--report', report)
  expect([done.status, done.stdout]).toEqual([0, ''])
  expect(done.stderr).toContain('Fichier lu : 100 %')
  expect(done.stderr).toContain('ajouts : 1, changements : 0, déjà à jour : 0')
  const rows = readFileSync(report, 'utf8').trim().split('\r\n')
  expect(rows.map((row) => row.split(';').filter((_, i) => i !== 1 && i !== 3))).toEqual([
    ['row', 'code'],
    ['2', 'to_locate'],
    ['3', 'salaried'],
  ])
})
