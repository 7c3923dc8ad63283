import type { Territory } from '../territory/service.ts'

/** What a coordinator may change of how a territory runs its scheme. */
export type Settings = Pick<
  Territory,
  | 'contactName'
  | 'contactPhone'
  | 'contactEmail'
  | 'contactHours'
  | 'bandKm'
  | 'solicitedFactor'
  | 'answerWorkingDays'
  | 'namesInMessages'
  | 'reasonableKm'
  | 'proposalWorkingDays'
  | 'offerWorkingDays'
  | 'movesOnTo'
  | 'widerKm'
  | 'hasCommonList'
  | 'commonListDays'
>

/** Names of the settings that differ, in the order of `after`. */
export function changedSettings(before: Settings, after: Settings): (keyof Settings)[] {
  const names = Object.keys(after) as (keyof Settings)[]
  return names.filter((name) => before[name] !== after[name])
}
