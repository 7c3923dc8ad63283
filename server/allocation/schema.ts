import * as z from 'zod'
import { fieldName, inFrench } from '../json-problems.ts'
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

const Doctor = z.object({ ...Place, places: z.int().min(0).max(MOST_PLACES) })

const Household = z.object({
  ...Place,
  people: z.int().min(1).max(MOST_PEOPLE),
  maxKm: z.number().positive().max(MOST_KM).nullable().default(null),
  priority: z.int().min(1).default(1),
})

const Question = z
  .object({
    doctors: z.array(Doctor),
    households: z.array(Household),
    forbidden: z.array(z.tuple([z.string(), z.string()])).default([]),
  })
  .superRefine(({ doctors, households, forbidden }, context) => {
    const add = (path: (string | number)[], message: string, input: unknown) =>
      context.addIssue({ code: 'custom', path, message, input })
    for (const [name, list] of Object.entries({ doctors, households })) {
      const seen = new Map<string, number>()
      for (const [row, { id }] of list.entries()) {
        const first = seen.get(id)
        if (first === undefined) seen.set(id, row)
        else add([name, row, 'id'], `« ${id} » est déjà celui de ${name}[${first}]`, id)
      }
    }
    const known = [households, doctors].map((list) => new Set(list.map(({ id }) => id)))
    const words = ['aucun foyer ne s’appelle', 'aucun médecin ne s’appelle']
    for (const [row, pair] of forbidden.entries())
      for (const [side, id] of pair.entries())
        if (!known[side]?.has(id)) add(['forbidden', row, side], `${words[side]} « ${id} »`, id)
  })

/**
 * Reads a list to plan and, on failure, names each wrong field and its row, in French: `doctors[2].places : …`.
 * `maxKm` absent or null: any distance; `priority` absent: 1.
 */
export function readPlanQuestion(input: unknown): PlanQuestion | { problems: string[] } {
  const read = Question.safeParse(input, { error: inFrench })
  if (!read.success)
    return {
      problems: read.error.issues.map((issue) => `${fieldName(issue.path)} : ${issue.message}`),
    }
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

function isExact(problem: Problem): boolean {
  try {
    sizesOf(problem)
    return true
  } catch (error) {
    if (error instanceof TooManyPriorities) return false
    throw error
  }
}
