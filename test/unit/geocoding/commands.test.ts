import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { command } from '../../support/command.ts'
import { aFolder, HEADER, importRows, street } from './invented.ts'

const ROWS = street('Rue du Sablier', 'armentieres')

describe('npm run ban', () => {
  const ban = (dataDir: string, ...args: string[]) => command('ban', args, { TU_DATA_DIR: dataDir })

  test('imports, prints its counts on standard output and its words on standard error', async () => {
    const dataDir = await aFolder()
    const file = join(dataDir, 'adresses.csv')
    writeFileSync(file, [HEADER, ...ROWS].join('\n'))
    const report = await ban(dataDir, 'import', file)
    expect(report.status).toBe(0)
    expect(JSON.parse(report.stdout)).toMatchObject({
      addresses: 12,
      communes: 1,
      sets: ['59'],
      malformed: 0,
    })
    expect(report.stderr).toContain('12 adresses de 1 commune en service (59).')
  })

  test('refuses with 1 and the reason; says how it is used with 2', async () => {
    const dataDir = await aFolder()
    const file = join(dataDir, 'autre.csv')
    writeFileSync(file, 'nom;prenom\na;b\n')
    const [refused, absent, unnamed] = await Promise.all([
      ban(dataDir, 'import', file),
      ban(await aFolder(), 'import', join(dataDir, 'absent.csv')),
      ban(dataDir),
    ])
    expect(refused).toMatchObject({ status: 1, stdout: '' })
    expect(refused.stderr).toContain('autre.csv : colonnes absentes')
    expect(existsSync(join(dataDir, 'ban/manifest.json'))).toBe(false)
    expect(absent).toMatchObject({ status: 1 })
    expect(unnamed).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Usage'),
    })
  })
})

describe('npm run geocode', () => {
  const geocode = (dataDir: string, args: string[], env: Record<string, string> = {}) =>
    command('geocode', args, { TU_DATA_DIR: dataDir, ...env })

  test('keeps the order, the columns and the separator, and adds its own columns', async () => {
    const dataDir = await aFolder()
    await importRows(dataDir, ROWS)
    const [input, output] = [join(dataDir, 'in.csv'), join(dataDir, 'out.csv')]
    writeFileSync(
      input,
      '\uFEFFref,q,note\n1,"4 rue du Sablier, 59280 Armentières",a\n2,je ne sais pas,"b,c"\n3,99 rue du Sablier Armentières\n',
    )
    const report = await geocode(dataDir, [input, output, '--engine', 'offline'])
    expect(report.status).toBe(0)
    expect(JSON.parse(report.stdout)).toEqual({
      rows: 3,
      ok: 1,
      to_locate: 1,
      'not-found': 1,
      error: 0,
    })
    const [header, ...lines] = readFileSync(output, 'utf8').trimEnd().split('\n')
    expect(header).toBe(
      'ref,q,note,result_status,result_type,result_score,result_label,result_citycode,result_postcode,longitude,latitude',
    )
    expect(lines[0]).toMatch(
      /^1,"4 rue du Sablier, 59280 Armentières",a,ok,housenumber,1,4 Rue du Sablier 59280 Armentières,59017,59280,2\.88\d+,50\.68\d*$/,
    )
    expect(lines[1]).toBe('2,je ne sais pas,"b,c",not-found,,,,,,,')
    expect(lines[2]).toMatch(/^3,99 rue du Sablier Armentières,,to_locate,street,/)
  })

  test('marks the rows a service that is down did not answer, and exits with 1', async () => {
    const dataDir = await aFolder()
    const [input, output] = [join(dataDir, 'in.csv'), join(dataDir, 'out.csv')]
    writeFileSync(input, 'q\n4 rue du Sablier 59280 Armentières\n')
    const report = await geocode(dataDir, [input, output, '--engine', 'service'], {
      TU_GEOCODER_URL: 'http://127.0.0.1:9/geocodage',
    })
    expect(report.status).toBe(1)
    expect(readFileSync(output, 'utf8').split('\n')[1]).toBe(
      '4 rue du Sablier 59280 Armentières,error,,,,,,,',
    )
  })

  test('refuses a file without a column q and leaves no output; says how it is used with 2', async () => {
    const dataDir = await aFolder()
    const [input, output] = [join(dataDir, 'in.csv'), join(dataDir, 'out.csv')]
    writeFileSync(input, 'adresse\n4 rue du Sablier\n')
    const [refused, unknown, alone] = await Promise.all([
      geocode(dataDir, [input, output, '--engine', 'offline']),
      geocode(dataDir, [input, output, '--engine', 'google']),
      geocode(dataDir, [input]),
    ])
    expect(refused).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('la colonne « q » manque'),
    })
    expect(existsSync(output)).toBe(false)
    expect(unknown).toMatchObject({ status: 2 })
    expect(alone).toMatchObject({ status: 2 })
  })
})
