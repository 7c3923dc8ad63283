import { kmText } from '../../web/words/dates.ts'
import type { Deps } from '../deps.ts'
import { WAITING } from '../orientation/rules.ts'
import type { JourneysFound } from '../routing/auto.ts'
import type { Journey, Mode } from '../routing/rules.ts'
import type { RequestFacts } from './request-view.ts'

/** What is said of the road to each doctor of a ranking, by availability, and of where it comes from. */
export type Roads = {
  byId: ReadonlyMap<string, string>
  note: { isFailure: boolean; text: string } | null
}

const NONE: Roads = { byId: new Map(), note: null }
const FAILED =
  'Les trajets par la route ne sont pas disponibles pour le moment. Les distances sont à vol d’oiseau.'
const ATTRIBUTION =
  'Le classement suit la distance à vol d’oiseau. Trajets estimés par la route : © les contributeurs d’OpenStreetMap.'
const WAYS: Record<Mode, string> = { car: 'en voiture', foot: 'à pied', bicycle: 'à vélo' }
const OWN_WAYS: Readonly<Record<string, Mode>> = { a_pied: 'foot', velo: 'bicycle' }

/** Asks the way to each ranked doctor, as the household goes about; by car when it does not say, or takes a bus. */
export async function roadsFor(
  { journeysTo }: Deps,
  { request: { home, status, wishes }, choice }: RequestFacts,
): Promise<Roads> {
  if (!choice || !home.position || !WAITING.includes(status)) return NONE
  const doctors = choice.ranking.ranked.flatMap(({ id, km }) => {
    const position = choice.byId.get(id)?.position
    return position ? [{ id, km, position }] : []
  })
  if (doctors.length === 0) return NONE
  const found = await journeysTo({
    from: home.position,
    to: doctors.map(({ position }) => position),
    mode: OWN_WAYS[wishes.transport ?? ''] ?? 'car',
  })
  if (found.source === 'geodesic')
    return found.failed ? { ...NONE, note: { isFailure: true, text: FAILED } } : NONE
  const texts = doctors.map(
    ({ id, km }, at) =>
      [
        id,
        `${kmText(km)} à vol d’oiseau ; ${roadText(found.journeys[at] ?? null, found)}`,
      ] as const,
  )
  return { byId: new Map(texts), note: { isFailure: false, text: ATTRIBUTION } }
}

/** « 3,1 km par la route, 8 min en voiture (OpenStreetMap) ». */
function roadText(journey: Journey | null, { mode }: JourneysFound): string {
  if (!journey || journey.seconds === null) return 'aucun trajet connu par la route (OpenStreetMap)'
  return `${kmText(journey.metres / 1000)} par la route, ${timeText(journey.seconds)} ${WAYS[mode]} (OpenStreetMap)`
}

/** Whole minutes, at least one. */
function timeText(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60))
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(rest).padStart(2, '0')}`
}
