import type { LonLat } from '../../../server/geo.ts'
import type { Candidate, Household } from '../../../server/ranking/rules.ts'
import type { Question } from '../../../server/ranking/top.ts'
import { aChance, type Chance } from '../../support/chance.ts'

export const TODAY = '2026-11-24'

/** Where few doctors visit at home: the rare filter is of each in turn, so that no one set of doctors makes its figure. */
export const RARE_COMMUNES = Array.from({ length: 20 }, (_, rank) => String(59_980 + rank))
export const RARE_DOCTORS = 19

/** Towns of the mainland lie in this box; La Réunion and Guyane have one doctor in fifty. */
const MAINLAND = { west: -4, south: 42.5, width: 11.5, height: 8 }
const OVERSEAS: readonly [LonLat, LonLat] = [
  [55.45, -20.9],
  [-52.3, 4.9],
]

export type Asked = { household: Household; question: Question }
export type RankInputs = { doctors: Candidate[]; asked: Asked[]; rare: Asked[] }

/**
 * Invented doctors gathered in towns of unequal sizes, one in three at the practice of another; households of one to
 * four people near some of them, one in ten homebound, one in ten in a wheelchair, asking for the five nearest.
 */
export function rankInputs(size: number, questions: number, seed: number): RankInputs {
  const chance = aChance(seed)
  const towns = Array.from({ length: Math.max(3, Math.round(size / 40)) }, () => aTown(chance))
  const doctors: Candidate[] = []
  for (let rank = 0; rank < size; rank += 1) doctors.push(aDoctor(rank, { doctors, towns, chance }))
  const asked = Array.from({ length: questions }, () => anAsked(doctors, chance))
  return { doctors, asked, rare: asked.map(rarely) }
}

type Making = { doctors: readonly Candidate[]; towns: readonly LonLat[]; chance: Chance }

function aTown(chance: Chance): LonLat {
  if (chance.isSo(0.02)) return chance.pick(OVERSEAS)
  const { west, south, width, height } = MAINLAND
  return [west + width * chance.next(), south + height * chance.next()]
}

function aDoctor(rank: number, { doctors, towns, chance }: Making): Candidate {
  const colleague = doctors[chance.below(Math.max(1, rank))]
  const town = towns[Math.floor(towns.length * chance.next() ** 2)] ?? [2, 48]
  const hasPlaces = chance.isSo(0.6)
  return {
    id: `d${String(rank).padStart(6, '0')}`,
    position: colleague && chance.isSo(1 / 3) ? colleague.position : near(town, 0.08, chance),
    accepting: chance.isSo(0.9),
    placesOffered: hasPlaces ? 1 + chance.below(8) : 0,
    placesHeld: chance.below(2),
    placesTaken: chance.below(2),
    aldPlaces: chance.isSo(0.2) ? 1 : 0,
    homeVisitPlaces: rank % 3 === 0 ? 1 + chance.below(3) : 0,
    homeVisitCommunes: chance.isSo(0.5) ? [] : ['59350'],
    ageMin: chance.isSo(0.1) ? 16 : null,
    ageMax: chance.isSo(0.05) ? 75 : null,
    stepFree: chance.isSo(0.6),
    languages: ['fr'],
    confirmedOn: `2026-${String(4 + chance.below(8)).padStart(2, '0')}-10`,
    isDoubted: chance.isSo(0.05),
    startsOn: null,
    endsOn: null,
    pausedUntil: chance.isSo(0.05) ? '2026-12-31' : null,
    named: chance.isSo(0.95),
    solicited: chance.below(4),
    ...(rank < RARE_DOCTORS && rareDoctor()),
  }
}

/** Doctors who alone have ten places, so that a household of nine finds nobody else. */
function rareDoctor(): Partial<Candidate> {
  return {
    accepting: true,
    placesOffered: 12,
    homeVisitPlaces: 3,
    homeVisitCommunes: RARE_COMMUNES,
    stepFree: true,
    ageMin: null,
    ageMax: null,
    aldPlaces: 0,
    confirmedOn: '2026-11-10',
    pausedUntil: null,
    named: true,
  }
}

function anAsked(doctors: readonly Candidate[], chance: Chance): Asked {
  const doctor = doctors[chance.below(doctors.length)]
  const people = 1 + Math.floor(4 * chance.next() ** 3)
  const household: Household = {
    home: near(doctor?.position ?? [2, 48], 0.05, chance),
    homeCommunes: ['59350'],
    members: Array.from({ length: people }, () => ({
      birthDate: `${1935 + chance.below(90)}-06-15`,
      canTravel: !chance.isSo(0.1),
      ald: chance.isSo(0.2),
    })),
    wheelchair: chance.isSo(0.1),
    languages: [],
    refusedBy: chance.isSo(0.05) && doctor ? [doctor.id] : [],
  }
  const question = { bandKm: 0, maxKm: 50, solicitedFactor: 3, today: TODAY, count: 5 }
  return { household, question }
}

/** The same home, for nine people of whom one is homebound where few doctors visit, however far. */
function rarely({ household, question }: Asked, rank: number): Asked {
  const member = { birthDate: '1980-05-04', canTravel: true, ald: false }
  const members = Array.from({ length: 9 }, (_, of) => ({ ...member, canTravel: of > 0 }))
  const homeCommunes = RARE_COMMUNES.slice(rank % RARE_COMMUNES.length).slice(0, 1)
  const rare = { ...household, members, homeCommunes, refusedBy: [] }
  return { household: rare, question: { ...question, maxKm: 20_000 } }
}

function near([lon, lat]: LonLat, spread: number, chance: Chance): LonLat {
  const draw = () => spread * (chance.next() + chance.next() + chance.next() - 1.5)
  return [lon + draw() * 1.4, lat + draw()]
}
