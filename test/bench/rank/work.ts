import type { Candidate } from '../../../server/ranking/rules.ts'
import { type Columns, columnsOf } from './filter.ts'
import type { Asked } from './inputs.ts'
import { trueList } from './truth.ts'

/** Doctors, the questions asked about them, and the right list of each. */
export type Work = {
  doctors: readonly Candidate[]
  columns: Columns
  asked: readonly Asked[]
  truth: readonly string[][]
}

export function workOf(doctors: readonly Candidate[], asked: readonly Asked[]): Work {
  const columns = columnsOf(doctors)
  return { doctors, columns, asked, truth: asked.map((each) => trueList(doctors, columns, each)) }
}

/** The item of that rank, again from the first past the last. */
export function inTurn<T>(items: readonly T[], rank: number): T {
  const item = items[rank % items.length]
  if (item === undefined) throw new RangeError('no item')
  return item
}
