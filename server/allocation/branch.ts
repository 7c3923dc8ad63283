import { householdPrice } from './pieces.ts'
import { lengthTo, put, type Rooms } from './rooms.ts'

/** Households that are given a doctor anew, and the doctors among whom. */
export type Part = { households: readonly number[]; doctors: readonly number[] }

/** `isDone`: every way was tried or ruled out, so what is there is the best. */
export type Branched = { isBetter: boolean; isDone: boolean }

/** Left out: no rank among the doctors of a part. */
const OUT = -1

/** The rank of a doctor in the part, and what it costs over the price of the household, for all its people. */
type Option = { doctor: number; regret: number }

/** One way to give them: the doctor of each household, people left out at each level, and the regret of it all. */
type Way = { choice: number[]; lost: number[]; regret: number }

type Search = {
  /** Most urgent first, then largest; with the people of each, and the rank of its level, 0 the most urgent. */
  order: readonly number[]
  people: readonly number[]
  levels: readonly number[]
  /** People still to come at each level, before each step and after the last. */
  toCome: readonly (readonly number[])[]
  /** What each household may be given, the least regret first. */
  options: readonly (readonly Option[])[]
  /** Price of a place of each doctor, and how many are free. */
  prices: readonly number[]
  free: number[]
  /** What is begun: the doctor of each household, up to the step, and people left out at each level. */
  choice: number[]
  lost: number[]
  best: Way
  steps: number
}

/**
 * Gives the households of a part to its doctors anew, in the best way there is: priorities strictly in order, then most
 * people, then the least length. Among ways that leave out as many, the shortest is that of least regret: what households
 * pay over their price in the relaxed plan, and the price of places left free (weak duality). Depth first, the most urgent
 * and largest first, the least regret first; a branch is left when places are too few, or regrets too high, for it to
 * better what is known (branch and bound, Land and Doig 1960). At most `steps` households are tried; the best way met by
 * then is kept, or the one that is there.
 */
export function giveAgain(rooms: Rooms, part: Part, steps: number): Branched {
  const search = searchOf(rooms, part, steps)
  const before = search.best
  visit(search, 0, 0)
  const isBetter = search.best !== before
  if (isBetter) follow(rooms, part, search)
  return { isBetter, isDone: search.steps >= 0 }
}

function searchOf(rooms: Rooms, { households, doctors }: Part, steps: number): Search {
  const { network, level, at, free } = rooms
  const sizeOf = (household: number) => network.people[household] as number
  const levelOf = (household: number) => level[household] as number
  const order = [...households].sort(
    (a, b) => levelOf(b) - levelOf(a) || sizeOf(b) - sizeOf(a) || a - b,
  )
  const ranks = [...new Set(order.map(levelOf))]
  const people = order.map(sizeOf)
  const levels = order.map((household) => ranks.indexOf(levelOf(household)))
  const now = order.map((household) => doctors.indexOf(at[household] as number))
  const room = (doctor: number, rank: number) =>
    now.reduce(
      (sum, each, step) => sum + (each === rank ? (people[step] ?? 0) : 0),
      free[doctor] as number,
    )
  const search: Search = {
    order,
    people,
    levels,
    toCome: peopleToCome(people, levels, ranks.length),
    options: order.map((household) => optionsOf(rooms, household, doctors)),
    prices: doctors.map((doctor) => network.price[doctor] as number),
    free: doctors.map(room),
    choice: [...now],
    lost: ranks.map(() => 0),
    best: { choice: [], lost: [], regret: Number.POSITIVE_INFINITY },
    steps,
  }
  search.best = wayThatIs(search)
  return search
}

/** What the plan gives them before any is given anew. */
function wayThatIs(search: Search): Way {
  const { order, choice, lost, options } = search
  for (const step of order.keys()) count(search, step, 1)
  const regret = options.reduce(
    (sum, each, step) => sum + (each.find(({ doctor }) => doctor === choice[step])?.regret ?? 0),
    priceOfFree(search),
  )
  const way = { choice: [...choice], lost: [...lost], regret }
  for (const step of order.keys()) count(search, step, -1)
  return way
}

function optionsOf(rooms: Rooms, household: number, doctors: readonly number[]): Option[] {
  const { network } = rooms
  const size = network.people[household] as number
  const own = householdPrice(network, household)
  const options = doctors.map((doctor, rank) => {
    const paid = lengthTo(rooms, household, doctor) + (network.price[doctor] as number)
    return { doctor: rank, regret: size * (paid - own) }
  })
  options.push({ doctor: OUT, regret: size * ((network.penalty[household] as number) - own) })
  return options
    .filter(({ regret }) => regret < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.regret - b.regret || b.doctor - a.doctor)
}

function peopleToCome(
  people: readonly number[],
  levels: readonly number[],
  count: number,
): number[][] {
  const steps = [Array.from({ length: count }, () => 0)]
  for (let step = people.length - 1; step >= 0; step -= 1) {
    const [later = []] = steps
    const each = levels[step]
    steps.unshift(later.map((sum, level) => (level === each ? sum + (people[step] ?? 0) : sum)))
  }
  return steps
}

function priceOfFree({ prices, free }: Search): number {
  return prices.reduce((sum, price, doctor) => sum + price * (free[doctor] ?? 0), 0)
}

function visit(search: Search, step: number, regret: number): void {
  search.steps -= 1
  if (search.steps < 0 || !mayBetter(search, step, regret)) return
  const { choice, lost, order, people, options, free } = search
  if (step === order.length) {
    const whole = regret + priceOfFree(search)
    if (isEven(lost, search.best.lost) && whole >= search.best.regret) return
    search.best = { choice: [...choice], lost: [...lost], regret: whole }
    return
  }
  for (const option of options[step] ?? []) {
    if (option.doctor !== OUT && (free[option.doctor] ?? 0) < (people[step] ?? 0)) continue
    choice[step] = option.doctor
    count(search, step, 1)
    visit(search, step + 1, regret + option.regret)
    count(search, step, -1)
  }
}

function isEven(a: readonly number[], b: readonly number[]): boolean {
  return a.every((people, level) => people === b[level])
}

/** The people of a step are where its choice says; or, by −1, nowhere yet. */
function count({ people, levels, free, lost, choice }: Search, step: number, sign: 1 | -1): void {
  const size = sign * (people[step] ?? 0)
  const doctor = choice[step] ?? OUT
  const level = levels[step] ?? 0
  if (doctor === OUT) lost[level] = (lost[level] ?? 0) + size
  else free[doctor] = (free[doctor] ?? 0) - size
}

/** Could what is begun end better than the best, were every free place filled, the most urgent first, at no more regret? */
function mayBetter({ lost, best, free, toCome }: Search, step: number, regret: number): boolean {
  let places = free.reduce((sum, each) => sum + each, 0)
  for (const [level, people] of (toCome[step] ?? []).entries()) {
    const least = (lost[level] ?? 0) + Math.max(0, people - places)
    const known = best.lost[level] ?? 0
    if (least !== known) return least < known
    places = Math.max(0, places - people)
  }
  return regret < best.regret
}

function follow(rooms: Rooms, { doctors }: Part, { order, best }: Search): void {
  const { nobody } = rooms.network
  for (const household of order) put(rooms, household, nobody)
  for (const [step, household] of order.entries())
    put(rooms, household, doctors[best.choice[step] ?? OUT] ?? nobody)
}
