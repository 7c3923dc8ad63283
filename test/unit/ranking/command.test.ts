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
    expect(broken.stderr).toContain('n’est pas du JSON')
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
      doctors: [doctor, { ...doctor, places: 1.5 }],
    }
    expect(problemsOf(wrong).map((problem) => problem.split(' : ')[0])).toEqual([
      'home[1]',
      'members[0].birthDate',
      'members[0].canTravel',
      'doctors[1].places',
    ])
    expect(problemsOf({ ...question, doctors: [doctor, doctor] })).toEqual([
      'doctors : deux médecins ont le même identifiant',
    ])
    expect(problemsOf({ ...question, now: undefined })).toEqual(['now : champ absent'])
    expect(problemsOf(3)).toHaveLength(1)
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
