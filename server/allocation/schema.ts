import * as z from 'zod'
import { expecting, Ids, inFrench, problemsOf, repeatedIds } from '../json-problems.ts'
import { type Problem, sizesOf, TooManyPriorities } from './problem.ts'

const TOO_MANY =
  'households : trop de priorités différentes pour tant de médecins et de si longues distances ; donnez un maxKm ou moins de priorités'

/** A list to plan, put to the engine alone by `npm run plan`; `doctorIds` and `householdIds` follow the problem. */
export type PlanQuestion = { problem: Problem; doctorIds: string[]; householdIds: string[] }

const Place = {
  id: z.string().min(1),
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
}

/** Beyond these counts, sums of lengths would no longer be exact. */
const MOST_PLACES = 1_000_000
const MOST_PEOPLE = 1000
/** Half of the longest way round the Earth, and a little. */
const MOST_KM = 20_100

const Doctor = z.strictObject({ ...Place, places: z.int().min(0).max(MOST_PLACES) })

const Household = z.strictObject({
  ...Place,
  people: z.int().min(1).max(MOST_PEOPLE),
  maxKm: z.number().positive().max(MOST_KM).nullable().default(null),
  priority: z.int().min(1).default(1),
})

const Pair = z.tuple(
  [z.string(), z.string()],
  expecting('deux identifiants attendus : [foyer, médecin], par exemple ["f1", "m1"]'),
)

const Question = z.strictObject({
  doctors: z.array(Doctor),
  households: z.array(Household),
  forbidden: z.array(Pair).default([]),
})

const Named = z
  .object({
    doctors: Ids,
    households: Ids,
    forbidden: z.array(z.array(z.unknown()).catch([])).catch([]),
  })
  .catch({ doctors: null, households: null, forbidden: [] })

/**
 * Reads a list to plan and, on failure, names each wrong field and its row, in French: `doctors[2].places : …`.
 * `maxKm` absent or null: any distance; `priority` absent: 1.
 */
export function readPlanQuestion(input: unknown): PlanQuestion | { problems: string[] } {
  const read = Question.safeParse(input, { error: inFrench })
  const misnamed = misnamedIn(Named.parse(input))
  if (!read.success) return { problems: [...problemsOf(read.error), ...misnamed] }
  if (misnamed.length > 0) return { problems: misnamed }
  const { doctors, households, forbidden } = read.data
  const ranks = new Map(doctors.map(({ id }, rank) => [id, rank]))
  const refused = new Map<string, Set<number>>()
  for (const [household, doctor] of forbidden) {
    const set = refused.get(household) ?? new Set()
    refused.set(household, set.add(ranks.get(doctor) ?? -1))
  }
  const problem: Problem = {
    doctors: doctors.map(({ lon, lat, places }) => ({ position: [lon, lat], places })),
    households: households.map(({ id, lon, lat, ...household }) => ({
      ...household,
      position: [lon, lat],
      refused: refused.get(id) ?? new Set(),
    })),
  }
  if (!isExact(problem)) return { problems: [TOO_MANY] }
  return {
    problem,
    doctorIds: doctors.map(({ id }) => id),
    householdIds: households.map(({ id }) => id),
  }
}

/** Ids given twice, and those of a refusal that nobody in the lists bears. */
function misnamedIn({ doctors, households, forbidden }: z.infer<typeof Named>): string[] {
  const sides = [
    { ids: households, words: 'aucun foyer ne s’appelle' },
    { ids: doctors, words: 'aucun médecin ne s’appelle' },
  ].map(({ ids, words }) => ({ known: ids && new Set<unknown>(ids), words }))
  const unknown = forbidden.flatMap((pair, row) =>
    sides.flatMap(({ known, words }, side) => {
      const id = pair[side]
      if (typeof id !== 'string' || !known || known.has(id)) return []
      return `forbidden[${row}][${side}] : ${words} « ${id} »`
    }),
  )
  return [...repeatedIds('doctors', doctors), ...repeatedIds('households', households), ...unknown]
}

function isExact(problem: Problem): boolean {
  try {
    sizesOf(problem)
    return true
  } catch (error) {
    if (error instanceof TooManyPriorities) return false
    throw error
  }
}
