import { addDays, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused } from '../errors.ts'
import { heardFrom } from '../followup/questions.ts'
import { applyChange, type Target } from '../orientation/change.ts'
import { tell } from '../orientation/telling.ts'
import { onceOnCase } from '../proposals/service.ts'
import { climb, noteWiderAnswer, noteWiderAsked, putOnRung, standingOf } from './service.ts'

/**
 * A person asks a household whether it goes farther: by the channel it chose, or on the phone when no machine may write
 * to it (the answer is then written down with `answerWider`).
 * @throws MoveRefused, StaleVersion
 */
export async function askWider(
  deps: Deps,
  target: Target,
  { key }: { key: string },
  now: Date,
): Promise<void> {
  const press = { target, scope: 'ask_wider', key, content: null }
  await onceOnCase(
    deps,
    press,
    async (tx, { request, territory, actor }) => {
      if (territory.mode !== 'brokered' || request.status !== 'ready')
        throw new MoveRefused(request.status, 'ready')
      await noteWiderAsked(tx, { request, territory }, now)
      const uniqueKey = `wider:${request.id}:${request.version}`
      await tell(tx, request, { template: 'wider_ask', uniqueKey, by: actor }, now)
      const nextStepOn = addWorkingDays(parisDay(now), territory.offerWorkingDays)
      const event = { kind: 'rung' as const, facts: { rung: 'wider', asked: true } }
      await applyChange(tx, deps, { request, actor, change: { nextStepOn }, event }, now)
    },
    now,
  )
}

/**
 * Keeps what a household says of going farther, on its page or on the phone. Saying no costs nothing: it stays on the
 * waiting list at its date, and the request goes to its next rung.
 * @throws MoveRefused when it was not asked.
 */
export async function answerWider(
  deps: Deps,
  target: Target,
  { key, answer }: { key: string; answer: 'agreed' | 'refused' },
  now: Date,
): Promise<void> {
  const press = { target, scope: 'answer_wider', key: `${key}:${answer}`, content: null }
  await onceOnCase(
    deps,
    press,
    async (tx, held) => {
      const { territory, actor } = held
      const request = await heardFrom(tx, deps, held, now)
      const { widerAskedAt } = await standingOf(tx, request)
      if (!widerAskedAt || request.status !== 'ready')
        throw new MoveRefused(request.status, 'ready')
      await noteWiderAnswer(tx, request, answer, now)
      const { rung, nextStepOn } = await climb(tx, { request, territory }, now)
      const event = { kind: 'household_answered' as const, facts: { wider: answer, rung } }
      await applyChange(tx, deps, { request, actor, change: { nextStepOn }, event }, now)
    },
    now,
  )
}

/** A person puts a request on the common list, or takes it off: it then waits near home. @throws MoveRefused, StaleVersion */
export async function setOnCommonList(
  deps: Deps,
  target: Target,
  { key, isOn }: { key: string; isOn: boolean },
  now: Date,
): Promise<void> {
  const press = { target, scope: 'common_list', key, content: isOn }
  await onceOnCase(
    deps,
    press,
    async (tx, { request, territory, actor }) => {
      if (!territory.hasCommonList || request.status !== 'ready')
        throw new MoveRefused(request.status, 'ready')
      const rung = isOn ? ('common_list' as const) : ('radius' as const)
      await putOnRung(tx, request, { rung }, now)
      const today = parisDay(now)
      const nextStepOn = isOn
        ? addDays(today, territory.commonListDays)
        : addWorkingDays(today, territory.answerWorkingDays)
      const event = { kind: 'rung' as const, facts: { rung } }
      await applyChange(tx, deps, { request, actor, change: { nextStepOn }, event }, now)
    },
    now,
  )
}
