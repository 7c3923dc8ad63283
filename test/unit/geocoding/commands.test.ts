import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { aFolder, HEADER, street } from './invented.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

function run(dataDir: string, command: 'ban' | 'geocode', ...args: string[]) {
  const env = { ...process.env, TU_DATA_DIR: dataDir, NODE_ENV: 'test' }
  const script = join(ROOT, `server/commands/${command}.ts`)
  const { status, stdout, stderr } = spawnSync('npx', ['tsx', script, ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  })
  return { status, stdout, stderr: stderr.replace(/^npm warn.*\n/gm, '') }
}

async function imported() {
  const dataDir = await aFolder()
  const file = join(dataDir, 'adresses.csv')
  writeFileSync(file, [HEADER, ...street('Rue du Sablier', 'armentieres')].join('\n'))
  return { dataDir, file, report: run(dataDir, 'ban', 'import', file) }
}

describe('npm run ban', () => {
  test('imports, prints its counts on standard output and its words on standard error', async () => {
    const { report } = await imported()
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
    const refused = run(dataDir, 'ban', 'import', file)
    expect(refused).toMatchObject({ status: 1, stdout: '' })
    expect(refused.stderr).toContain('autre.csv : colonnes absentes')
    expect(existsSync(join(dataDir, 'ban/manifest.json'))).toBe(false)
    expect(run(dataDir, 'ban', 'import', join(dataDir, 'absent.csv'))).toMatchObject({ status: 1 })
    expect(run(dataDir, 'ban')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Usage'),
    })
  })
})

describe('npm run geocode', () => {
  test('keeps the order, the columns and the separator, and adds its own columns', async () => {
    const { dataDir } = await imported()
    const [input, output] = [join(dataDir, 'in.csv'), join(dataDir, 'out.csv')]
    writeFileSync(
      input,
      '\uFEFFref,q,note\n1,"4 rue du Sablier, 59280 Armentières",a\n2,je ne sais pas,"b,c"\n3,99 rue du Sablier Armentières\n',
    )
    const report = run(dataDir, 'geocode', input, output, '--engine', 'offline')
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
    process.env.TU_GEOCODER_URL = 'http://127.0.0.1:9/geocodage'
    const report = run(dataDir, 'geocode', input, output, '--engine', 'service')
    delete process.env.TU_GEOCODER_URL
    expect(report.status).toBe(1)
    expect(readFileSync(output, 'utf8').split('\n')[1]).toBe(
      '4 rue du Sablier 59280 Armentières,error,,,,,,,',
    )
  })

  test('refuses a file without a column q and leaves no output; says how it is used with 2', async () => {
    const dataDir = await aFolder()
    const [input, output] = [join(dataDir, 'in.csv'), join(dataDir, 'out.csv')]
    writeFileSync(input, 'adresse\n4 rue du Sablier\n')
    const refused = run(dataDir, 'geocode', input, output, '--engine', 'offline')
    expect(refused).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('la colonne « q » manque'),
    })
    expect(existsSync(output)).toBe(false)
    expect(run(dataDir, 'geocode', input, output, '--engine', 'google')).toMatchObject({
      status: 2,
    })
    expect(run(dataDir, 'geocode', input)).toMatchObject({ status: 2 })
  })
})
