import highs from 'highs'
import munkres from 'munkres-js'
import type { Claim } from '../../../server/allocation/verify.ts'

/** Its types are those of its CommonJS build, where the loader is one level deeper. */
const loadHighs = highs as unknown as typeof highs.default

/** Sum of lengths and penalties of the best plan, by HiGHS. */
export async function startHighs(claim: Claim) {
  const solver = await loadHighs()
  const text = linearProgramme(claim)
  return () => Math.round(solver.solve(text).ObjectiveValue)
}

function linearProgramme({ households, places, lengthOf }: Claim): string {
  const costs: string[] = []
  const ofHousehold: string[][] = households.map(() => [])
  const ofDoctor: string[][] = places.map(() => [])
  for (const [household, { penalty }] of households.entries()) {
    costs.push(`${penalty} o${household}`)
    ofHousehold[household]?.push(`o${household}`)
    for (const doctor of places.keys()) {
      const length = lengthOf(household, doctor)
      if (length === null) continue
      const name = `x${household}_${doctor}`
      costs.push(`${length} ${name}`)
      ofHousehold[household]?.push(name)
      ofDoctor[doctor]?.push(name)
    }
  }
  const rows = [
    ...ofHousehold.map((names, at) => `${names.join(' + ')} = ${households[at]?.people ?? 0}`),
    ...ofDoctor.flatMap((names, at) =>
      names.length > 0 ? [`${names.join(' + ')} <= ${places[at] ?? 0}`] : [],
    ),
  ]
  return `Minimize\n obj: ${costs.join('\n + ')}\nSubject To\n ${rows.join('\n ')}\nEnd\n`
}

/** The same sum by the Hungarian method, on people × places, each person with a column of their own to be left out. */
export function startMunkres({ households, places, lengthOf }: Claim) {
  const rows = households.flatMap(({ people }, household) => Array(people).fill(household))
  const columns = places.flatMap((count, doctor) => Array(count).fill(doctor))
  const never = Math.max(...households.map(({ penalty }) => penalty)) * rows.length
  const costs = rows.map((household, row) => [
    ...columns.map((doctor) => lengthOf(household, doctor) ?? never),
    ...rows.map((_, other) => (other === row ? (households[household]?.penalty ?? never) : never)),
  ])
  return () =>
    munkres(costs.map((row) => [...row])).reduce(
      (sum, [row, column]) => sum + (costs[row]?.[column] ?? Number.NaN),
      0,
    )
}

/** What is done by hand: most urgent first, each household to the nearest doctor with room. People served, sum of lengths. */
export function greedily({ households, places, lengthOf }: Claim) {
  const free = [...places]
  let [served, units] = [0, 0]
  const order = [...households.entries()].sort(([, a], [, b]) => b.penalty - a.penalty)
  for (const [household, { people }] of order) {
    let [nearest, least] = [-1, Number.POSITIVE_INFINITY]
    for (let doctor = 0; doctor < free.length; doctor += 1) {
      if ((free[doctor] ?? 0) < people) continue
      const length = lengthOf(household, doctor)
      if (length !== null && length < least) [nearest, least] = [doctor, length]
    }
    if (nearest < 0) continue
    free[nearest] = (free[nearest] ?? 0) - people
    served += people
    units += people * least
  }
  return { people: served, units }
}
