import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPlanQuestion } from '../../../server/allocation/schema.ts'
import { command } from '../../support/command.ts'

const doctor = { id: 'd1', lon: 3.06, lat: 50.63, places: 2 }
const household = { id: 'h1', lon: 3.06, lat: 50.64, people: 2, maxKm: 5, priority: 1 }

const question = {
  doctors: [doctor, { ...doctor, id: 'd2', lat: 50.7 }],
  households: [
    household,
    { ...household, id: 'h2', maxKm: 10 },
    { ...household, id: 'h3', lat: 50.6, priority: 2 },
  ],
  forbidden: [['h2', 'd1']],
}

describe('npm run plan', () => {
  let folder: string
  const run = (...files: string[]) => command('plan', files)

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plan-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  function file(content: string): string {
    const path = join(folder, 'in.json')
    writeFileSync(path, content)
    return path
  }

  test('plans the households of a file into another', async () => {
    const output = join(folder, 'out.json')
    const { status, stdout, stderr } = await run(file(JSON.stringify(question)), output)
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    expect(stderr).toContain('2 foyers placés (4 personnes), 1 sans médecin')
    expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual({
      assigned: [
        { household: 'h1', doctor: 'd1', km: expect.closeTo(1.1125, 3) },
        { household: 'h2', doctor: 'd2', km: expect.closeTo(6.675, 3) },
      ],
      unserved: ['h3'],
      people: 4,
      km: expect.closeTo(2 * (1.1125 + 6.675), 2),
      optimal: true,
      gap: 0,
      certificate: {
        doctorPrices: { d1: expect.any(Number), d2: expect.any(Number) },
        householdPrices: {
          h1: expect.any(Number),
          h2: expect.any(Number),
          h3: expect.any(Number),
        },
      },
    })
  })

  test('refuses a wrong list, says where, and writes nothing', async () => {
    const output = join(folder, 'never.json')
    const doctors = [{ ...doctor, places: -1 }]
    const { status, stderr } = await run(file(JSON.stringify({ ...question, doctors })), output)
    expect(status).toBe(1)
    expect(stderr).toContain('doctors[0].places : ')
    expect(() => readFileSync(output)).toThrow()
  })

  test('says when a file is not JSON, is absent, or is not named', async () => {
    const [broken, absent, unnamed] = await Promise.all([
      run(file('{'), 'x'),
      run(join(folder, 'absent.json'), 'x'),
      run(),
    ])
    expect(broken.stderr).toContain('in.json n’est pas du JSON : voyez ligne 1, colonne 2.')
    expect(absent).toMatchObject({ status: 1 })
    expect(unnamed).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage') })
  })
})

describe('a list read', () => {
  const problemsOf = (change: object) => {
    const read = readPlanQuestion({ ...question, ...change })
    return 'problems' in read ? read.problems : []
  }

  test('each wrong field is named with its row', () => {
    const wrong = { ...household, id: 'h2', lon: 181, people: 0, maxKm: -1, priority: 0 }
    const households = [household, wrong]
    expect(problemsOf({ households }).map((problem) => problem.split(' : ')[0])).toEqual([
      'households[1].lon',
      'households[1].people',
      'households[1].maxKm',
      'households[1].priority',
    ])
    expect(problemsOf({ doctors: undefined })).toEqual(['doctors : champ absent'])
  })

  test('an identifier used twice, or that nobody has, is named', () => {
    expect(problemsOf({ doctors: [doctor, { ...doctor, id: 'd2' }, doctor] })).toEqual([
      'doctors[2].id : « d1 » est déjà celui de doctors[0]',
    ])
    expect(
      problemsOf({
        forbidden: [
          ['h1', 'd1'],
          ['h9', 'd8'],
        ],
      }),
    ).toEqual([
      'forbidden[1][0] : aucun foyer ne s’appelle « h9 »',
      'forbidden[1][1] : aucun médecin ne s’appelle « d8 »',
    ])
  })

  test('a refusal of one name is refused, and hides no other wrong name', () => {
    const forbidden = [['h1'], ['h9', 'd1'], 'h1', ['h1', 'd2', 'd1']]
    const refused = 'deux identifiants attendus : [foyer, médecin], par exemple ["f1", "m1"]'
    expect(problemsOf({ doctors: [doctor, doctor], forbidden })).toEqual([
      `forbidden[0] : ${refused}`,
      `forbidden[2] : ${refused}`,
      `forbidden[3] : ${refused}`,
      'doctors[1].id : « d1 » est déjà celui de doctors[0]',
      'forbidden[1][0] : aucun foyer ne s’appelle « h9 »',
      'forbidden[3][1] : aucun médecin ne s’appelle « d2 »',
    ])
  })

  test('a field that does not exist is refused, with the closest that does', () => {
    const households = [{ ...household, maxkm: 5 }]
    expect(problemsOf({ households, forbiden: [], forbidden: [] })).toEqual([
      'households[0] : champ inconnu « maxkm », vouliez-vous dire « maxKm » ?',
      'fichier : champ inconnu « forbiden », vouliez-vous dire « forbidden » ?',
    ])
  })

  test('a number too great for a number is told so', () => {
    const doctors = [{ ...doctor, lon: Number.NEGATIVE_INFINITY }]
    expect(problemsOf({ doctors, forbidden: [] })).toEqual([
      'doctors[0].lon : nombre trop grand : vérifiez son exposant',
    ])
  })

  test('more priorities than sums can keep apart are refused', () => {
    const doctors = Array.from({ length: 3000 }, (_, at) => ({
      ...doctor,
      id: `d${at}`,
      lon: at / 20,
    }))
    const households = Array.from({ length: 90 }, (_, at) => ({
      ...household,
      id: `h${at}`,
      maxKm: null,
      priority: at + 1,
    }))
    expect(problemsOf({ doctors, households, forbidden: [] })).toEqual([
      expect.stringContaining('households : trop de priorités'),
    ])
  })

  test('no distance is any distance', () => {
    const read = readPlanQuestion({
      doctors: [doctor],
      households: [{ id: 'h', lon: 3, lat: 50, people: 1 }],
    })
    expect('problems' in read ? read : read.problem.households[0]).toMatchObject({
      maxKm: null,
      priority: 1,
    })
  })
})
