/**
 * The way of a request that no doctor has taken yet (B32): the doctor it wished for, those near home, those farther
 * with the household's agreement, the common list, then a person.
 */
export const RUNGS = ['named', 'radius', 'wider', 'common_list', 'coordinator'] as const

export type Rung = (typeof RUNGS)[number]

export type WiderAnswer = 'agreed' | 'refused' | 'silent'

/** Where a request stands on its way. */
export type Standing = {
  rung: Rung
  widerAnswer: WiderAnswer | null
}

/** What the next rung depends on, beside where the request stands. */
export type Ways = {
  /** Somebody who can take the household, within the distance it agreed to, was not asked about it yet. */
  someoneLeft: boolean
  hasCommonList: boolean
}

/**
 * The rung of a request whose doctors were all asked in vain, or whose time on its rung is over. Never backwards but to
 * doctors who can take it and were not asked: those come first from wherever it stands.
 */
export function nextRung(
  { rung, widerAnswer }: Standing,
  { someoneLeft, hasCommonList }: Ways,
): Rung {
  if (someoneLeft) return widerAnswer === 'agreed' ? 'wider' : 'radius'
  if (rung === 'coordinator' || rung === 'common_list') return 'coordinator'
  if (widerAnswer === null) return 'wider'
  return hasCommonList ? 'common_list' : 'coordinator'
}

/** Rungs still ahead, as the page shows them: those that this territory does not have are left out. */
export function rungsOf({ hasCommonList }: { hasCommonList: boolean }, hasNamed: boolean): Rung[] {
  return RUNGS.filter(
    (rung) => (rung !== 'common_list' || hasCommonList) && (rung !== 'named' || hasNamed),
  )
}

/** How far a household goes: what it chose, or what it agreed to when asked. Kilometres. */
export function reachKm(
  maxKm: number,
  { widerAnswer, widerKm }: { widerAnswer: WiderAnswer | null; widerKm: number | null },
): number {
  return widerAnswer === 'agreed' ? Math.max(maxKm, widerKm ?? 0) : maxKm
}
