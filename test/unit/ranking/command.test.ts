import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readRankQuestion } from '../../../server/ranking/schema.ts'
import { command } from '../../support/command.ts'

const doctor = {
  id: 'near',
  position: [3.06, 50.64],
  places: 3,
  homeVisitPlaces: 1,
  homeVisitCommunes: ['59350'],
  ageMin: null,
  ageMax: null,
  stepFree: true,
  languages: ['fr'],
  confirmedAt: '2026-11-10',
  pausedUntil: null,
  named: true,
  solicited: 0,
}

const question = {
  now: '2026-11-22T08:00:00Z',
  home: [3.06, 50.63],
  homeCommune: '59355',
  bandKm: 0.5,
  members: [{ birthDate: '1948-03-07', canTravel: false, ald: true }],
  wheelchair: false,
  languages: ['fr'],
  maxKm: 5,
  refusedBy: ['refused'],
  doctors: [doctor, { ...doctor, id: 'refused' }, { ...doctor, id: 'nobody', places: null }],
}

describe('npm run rank', () => {
  let folder: string
  const run = (...files: string[]) => command('rank', files)

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rank-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  function file(content: string): string {
    const path = join(folder, 'in.json')
    writeFileSync(path, content)
    return path
  }

  test('B7: ranks the doctors of a file into another', async () => {
    const output = join(folder, 'out.json')
    expect(await run(file(JSON.stringify(question)), output)).toMatchObject({
      status: 0,
      stdout: '',
    })
    expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual({
      ranked: [
        {
          id: 'near',
          km: expect.closeTo(1.112, 3),
          band: 2,
          freshness: 'fresh',
          reasons: ['km=1.112', 'places=3', 'home_visits=1', 'language=fr', 'confirmed_days=12'],
        },
      ],
      excluded: [
        { id: 'nobody', reasons: ['not_accepting', 'home_visit'] },
        { id: 'refused', reasons: ['refused_before'] },
      ],
    })
  })

  test('B39: a doctor of the file may keep places for an ALD; none unless said', async () => {
    const output = join(folder, 'out.json')
    const members = [{ birthDate: null, canTravel: true, ald: false }]
    const doctors = [doctor, { ...doctor, id: 'kept', aldPlaces: doctor.places }]
    await run(file(JSON.stringify({ ...question, members, doctors })), output)
    const { ranked, excluded } = JSON.parse(readFileSync(output, 'utf8'))
    expect(ranked.map(({ id }: { id: string }) => id)).toEqual(['near'])
    expect(excluded).toEqual([{ id: 'kept', reasons: ['full'] }])
  })

  test('refuses a wrong question, says where, and writes nothing', async () => {
    const output = join(folder, 'never.json')
    const { status, stderr } = await run(file(JSON.stringify({ ...question, maxKm: -1 })), output)
    expect(status).toBe(1)
    expect(stderr).toContain('maxKm : ')
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

describe('a question read', () => {
  const problemsOf = (input: unknown) => {
    const read = readRankQuestion(input, (code) => [code])
    return 'problems' in read ? read.problems : []
  }

  test('each wrong field is named', () => {
    const wrong = {
      ...question,
      home: [50.63, 150],
      members: [{ canTravel: 'oui', birthDate: '1948-02-31' }],
      doctors: [doctor, { ...doctor, id: 'b', places: 1.5 }],
    }
    expect(problemsOf(wrong).map((problem) => problem.split(' : ')[0])).toEqual([
      'home[1]',
      'members[0].birthDate',
      'members[0].canTravel',
      'doctors[1].places',
    ])
    expect(problemsOf({ ...question, now: undefined })).toEqual(['now : champ absent'])
    expect(problemsOf(3)).toHaveLength(1)
  })

  test.each([
    '05/06/2027',
    '12/05/1980',
    '2027-02-30',
    '2027-02-30T08:00:00Z',
    '2027-06-05T08:00:00',
    'demain 3',
    'né 1',
    '1980',
    '7',
    7,
  ])('%j is no date of any field, and what one looks like is said', (date) => {
    const wrong = {
      ...question,
      now: date,
      members: [{ birthDate: date, canTravel: true }],
      doctors: [{ ...doctor, confirmedAt: date, pausedUntil: date }],
    }
    const remedy = expect.stringContaining('attendu : 2027-06-05')
    const fields = [
      'now',
      'members[0].birthDate',
      'doctors[0].confirmedAt',
      'doctors[0].pausedUntil',
    ]
    expect(problemsOf(wrong).map((problem) => problem.split(' : date illisible ; '))).toEqual(
      fields.map((field) => [field, remedy]),
    )
  })

  test.each([
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T08:00Z', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T08:00:00.500+02:00', '2026-11-22T06:00:00.500Z'],
  ])('%s is a date', (now, instant) => {
    expect(readRankQuestion({ ...question, now }, (code) => [code])).toMatchObject({
      options: { now: new Date(instant) },
    })
  })

  test('a field that does not exist is refused, with the closest that does, or all of them', () => {
    expect(problemsOf({ ...question, maxkm: 3 })).toEqual([
      'fichier : champ inconnu « maxkm », vouliez-vous dire « maxKm » ?',
    ])
    const doctors = [doctor, { ...doctor, id: 'b', stepfree: true, note: '' }]
    const [problem] = problemsOf({ ...question, doctors })
    expect(problem).toContain(
      'doctors[1] : champ inconnu « stepfree », vouliez-vous dire « stepFree » ?',
    )
    expect(problem).toMatch(/champ inconnu « note », champs connus : id, position, places,/)
  })

  test('an identifier used twice is named with both rows, whatever else is wrong', () => {
    const doctors = [doctor, { ...doctor, id: 'b', places: -1 }, doctor]
    expect(problemsOf({ ...question, doctors })).toEqual([
      expect.stringContaining('doctors[1].places : '),
      'doctors[2].id : « near » est déjà celui de doctors[0]',
    ])
  })

  test('ages the wrong way round, a place of one number and a band of nothing are refused in words', () => {
    const doctors = [{ ...doctor, ageMin: 60, ageMax: 10 }]
    expect(problemsOf({ ...question, doctors, home: [3.06], bandKm: 1e-320 })).toEqual([
      'home : deux nombres attendus : [longitude, latitude], par exemple [3.06, 50.63]',
      'bandKm : 0 pour aucune bande, ou au moins 0.000001 (un millimètre)',
      'doctors[0].ageMax : doit être au moins ageMin',
    ])
    expect(problemsOf({ ...question, maxKm: Number.POSITIVE_INFINITY })).toEqual([
      'maxKm : nombre trop grand : vérifiez son exposant',
    ])
    const oneAge = [{ ...doctor, ageMin: 60, ageMax: 60 }]
    expect(problemsOf({ ...question, doctors: oneAge, bandKm: 0 })).toEqual([])
  })

  test('a pause given to the second ends at that second', () => {
    const pauseSeen = (pausedUntil: string) => {
      const read = readRankQuestion(
        { ...question, doctors: [{ ...doctor, pausedUntil }] },
        (code) => [code],
      )
      return 'problems' in read ? read.problems : read.candidates[0]?.pausedUntil
    }
    expect(pauseSeen('2026-11-22T08:00:00Z')).toBeNull()
    expect(pauseSeen('2026-11-22T08:00:01Z')).toBe('2026-11-22')
    expect(pauseSeen('2026-11-22')).toBe('2026-11-22')
  })
})
