import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { openEmbedded } from '../../../server/db.ts'
import { aDeps } from '../../support/app.ts'
import { aDataFolder } from '../../support/data-folder.ts'
import { aTerritory } from '../../support/people.ts'
import { aGp, anExtraction } from './support.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const folder = await aDataFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the command as its own process. */
function doctors(...args: string[]): Promise<{ code: number | null; out: string; said: string }> {
  const env = { PATH: process.env.PATH, TU_DATA_DIR: folder, TU_GEOCODER: 'offline' }
  const command = ['--import', 'tsx', 'server/commands/doctors.ts', 'import', ...args]
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
  expect(await doctors(file, '--format', 'xml')).toMatchObject({ code: 2 })
  const cut = await doctors(aFile('coupee.txt', whole.slice(0, -150)), '--format', 'rpps')
  expect([cut.code, cut.out.split('\r\n')[1]?.split(';').slice(0, 3)]).toEqual([
    1,
    ['3', '(ligne)', 'truncated'],
  ])
  const done = await doctors(file, '--format', 'rpps', '--report', report)
  expect([done.code, done.out]).toEqual([0, ''])
  expect(done.said).toContain('Fichier lu : 100 %')
  expect(done.said).toContain('ajouts : 1, changements : 0, déjà à jour : 0')
  const rows = readFileSync(report, 'utf8').trim().split('\r\n')
  expect(rows.map((row) => row.split(';').filter((_, i) => i !== 1 && i !== 3))).toEqual([
    ['row', 'code'],
    ['2', 'to_locate'],
    ['3', 'salaried'],
  ])
})
