import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createOfflineGeocoder } from '../../../server/geocoding/offline/geocoder.ts'
import { importBan } from '../../../server/geocoding/offline/import.ts'
import { openIndex } from '../../../server/geocoding/offline/open.ts'
import { aFolder, HEADER, importRows, street } from './invented.ts'

const now = new Date('2026-11-22T10:00:00Z')
const good = street('Rue du Sablier', 'armentieres')

async function written(dataDir: string, name: string, content: string | Buffer): Promise<string> {
  const file = join(dataDir, name)
  await writeFile(file, content)
  return file
}

describe('reading a file of the address base', () => {
  test('columns are read by their names, in any order, after a byte order mark', async () => {
    const dataDir = await aFolder()
    const content =
      '\uFEFFlat,lon,nom_commune,code_insee,code_postal,nom_voie,rep,numero\r\n50.68,2.88,Armentières,59017,59280,"Rue, de la ""Virgule""",BIS,4\r\n'
    const file = await written(dataDir, 'autre.csv', content)
    await importBan({ files: [file], dataDir, now })
    const answer = await createOfflineGeocoder(dataDir).search({
      text: '4 bis rue de la Virgule 59280 Armentières',
    })
    expect(answer).toMatchObject({ status: 'ok', position: [2.88, 50.68] })
  })

  test('a gzipped file and a plain one give the same addresses', async () => {
    const dataDir = await aFolder()
    const file = await written(dataDir, 'a.csv.gz', gzipSync([HEADER, ...good].join('\n')))
    const report = await importBan({ files: [file], dataDir, now })
    expect(report).toMatchObject({
      addresses: 12,
      streets: 1,
      communes: 1,
      sets: ['59'],
      malformed: 0,
    })
  })

  test('a row that cannot be read is told with its line, column and reason; the others are imported', async () => {
    const dataDir = await aFolder()
    const bad = [
      good[0]?.replace(';59280;', ';5928;') ?? '',
      good[1]?.replace(';2;;', ';deux;;') ?? '',
      good[2]?.replace(';59017;', ';ABC;') ?? '',
      good[3]?.replace(/;2\.8\d+;/, ';est;') ?? '',
      'x;;1',
      good[4]?.replace('Rue du Sablier', '"Rue du Sablier') ?? '',
      good[5]?.replace('Rue du Sablier', '') ?? '',
    ]
    const report = await importRows(dataDir, [...bad, ...good])
    expect(report).toMatchObject({ addresses: 12, malformed: 7, rows: 19 })
    expect(report.problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '2 code_postal',
      '3 numero',
      '4 code_insee',
      '5 lon',
      '6 (ligne)',
      '7 (ligne)',
      '8 nom_voie',
    ])
  })

  test('a row without a position is counted and left out; a repeated address is kept once', async () => {
    const dataDir = await aFolder()
    const nowhere = good[0]?.replace(/;\d+\.\d+;\d+\.\d+;/, ';;;') ?? ''
    const report = await importRows(dataDir, [nowhere, ...good, ...good])
    expect(report).toMatchObject({ addresses: 12, noPosition: 1, repeated: 12, malformed: 0 })
  })
})

describe('nothing is half imported', () => {
  test.each([
    ['a wrong header', 'nom;prenom\na;b\n', /colonnes absentes : numero/],
    ['an empty file', '', /fichier vide/],
    ['a header and no row', `${HEADER}\n`, /aucune ligne utilisable/],
    ['only unreadable rows', `${HEADER}\nx;y;z\n`, /aucune ligne utilisable/],
    [
      'a cut archive',
      gzipSync([HEADER, ...good].join('\n')).subarray(0, 120),
      /unexpected end of file/,
    ],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), /colonnes absentes/],
  ])('%s is refused, and the addresses in force stay', async (_, content, reason) => {
    const dataDir = await aFolder()
    await importRows(dataDir, good)
    const files = [join(dataDir, 'adresses.csv'), await written(dataDir, 'mauvais.csv', content)]
    await expect(importBan({ files: files.slice(1), dataDir, now })).rejects.toThrow(reason)
    if (!/aucune/.test(String(reason)))
      await expect(importBan({ files, dataDir, now })).rejects.toThrow(reason)
    const { index, generation } = await openIndex(dataDir)
    expect([index.addressCount, generation]).toEqual([12, 1])
  })

  test('a second import at the same time is refused; the lock of a dead process is taken over', async () => {
    const dataDir = await aFolder()
    await importRows(dataDir, good)
    const lock = join(dataDir, 'ban/import.lock')
    await writeFile(lock, String(process.pid))
    await expect(importRows(dataDir, good)).rejects.toThrow(
      'un import d’adresses est déjà en cours',
    )
    await writeFile(lock, '999999999')
    await expect(importRows(dataDir, good)).resolves.toMatchObject({ addresses: 12 })
  })
})

describe('one generation after another', () => {
  test('an import replaces the départements it holds and keeps the others', async () => {
    const dataDir = await aFolder()
    await importRows(dataDir, [...good, ...street('Rue du Phare Éteint', 'montreuil')])
    await importRows(dataDir, street('Rue Nouvelle Invention', 'armentieres'))
    const geocoder = createOfflineGeocoder(dataDir)
    expect(await geocoder.search({ text: '4 rue du Sablier Armentières' })).toMatchObject({
      status: 'to_locate',
    })
    expect(await geocoder.search({ text: '4 rue Nouvelle Invention Armentières' })).toMatchObject({
      status: 'ok',
    })
    expect(await geocoder.search({ text: '4 rue du Phare Éteint 62170' })).toMatchObject({
      status: 'ok',
    })
    const files = await readdir(join(dataDir, 'ban'))
    expect(files.sort()).toEqual(['59-2.idx', '62-1.idx', 'manifest.json'])
  })

  test('several files at once make one generation', async () => {
    const dataDir = await aFolder()
    const files = [
      await written(dataDir, 'un.csv', [HEADER, ...good].join('\n')),
      await written(
        dataDir,
        'deux.csv',
        [HEADER, ...street('Rue du Grand Sabot', 'armentieres')].join('\n'),
      ),
    ]
    expect(await importBan({ files, dataDir, now })).toMatchObject({ addresses: 24, sets: ['59'] })
  })

  test('a named set stays beside the départements', async () => {
    const dataDir = await aFolder()
    const file = await written(dataDir, 'demo.csv', [HEADER, ...good].join('\n'))
    await importBan({ files: [file], dataDir, now, setName: 'demonstration' })
    await importRows(dataDir, street('Rue du Grand Sabot', 'armentieres'))
    const geocoder = createOfflineGeocoder(dataDir)
    for (const name of ['Sablier', 'Grand Sabot'])
      expect(await geocoder.search({ text: `4 rue du ${name} Armentières` })).toMatchObject({
        status: 'ok',
      })
  })

  test('a geocoder that is open answers from the new addresses within two seconds', async () => {
    const dataDir = await aFolder()
    const geocoder = createOfflineGeocoder(dataDir)
    const query = { text: '4 rue du Sablier Armentières' }
    expect(await geocoder.search(query)).toMatchObject({
      status: 'to_locate',
      doubts: ['street_not_found'],
    })
    await importRows(dataDir, good)
    await expect
      .poll(() => geocoder.search(query), { timeout: 2000 })
      .toMatchObject({ status: 'ok' })
    await importRows(dataDir, street('Rue du Grand Sabot', 'armentieres'))
    await expect
      .poll(() => geocoder.search(query), { timeout: 2000 })
      .toMatchObject({ status: 'to_locate' })
  })

  test('a damaged index file leaves the addresses already open in force', async () => {
    const dataDir = await aFolder()
    await importRows(dataDir, good)
    const geocoder = createOfflineGeocoder(dataDir)
    const query = { text: '4 rue du Sablier Armentières' }
    await geocoder.search(query)
    await truncate(join(dataDir, 'ban/59-1.idx'), 400)
    const manifest = join(dataDir, 'ban/manifest.json')
    await writeFile(
      manifest,
      (await readFile(manifest, 'utf8')).replace('"generation": 1', '"generation": 11'),
    )
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(await geocoder.search(query)).toMatchObject({ status: 'ok' })
    await expect(createOfflineGeocoder(dataDir).search(query)).rejects.toMatchObject({
      name: 'GeocoderUnavailable',
      retryable: true,
    })
  })
})
