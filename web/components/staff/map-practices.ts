import type { LonLat } from '../../../server/geo.ts'
import type { MapPractice } from './map-view.ts'
import type { PinState } from './pins.ts'

/** One row of the list, as the map needs it. A doctor whose practice has no position is in the list only. */
export interface MappedDoctor {
  readonly rowId: string
  readonly practiceId: string
  readonly practiceName: string
  readonly name: string
  readonly position: LonLat | null
  readonly state: PinState
  /** Number in the list; null for those left out. */
  readonly number: number | null
  /** For example « 0,8 km » or « Complet »; read after the name. */
  readonly note: string
}

const BEST_FIRST: readonly PinState[] = ['ok', 'stale', 'full', 'out', 'prospect']
const NUMBERS_SHOWN = 3

/** One sign per practice, in the order of its first doctor; it shows the best state of its doctors. */
export function practicesOf(doctors: readonly MappedDoctor[]): MapPractice[] {
  const byPractice = new Map<string, MappedDoctor[]>()
  for (const doctor of doctors) {
    const same = byPractice.get(doctor.practiceId)
    if (same) same.push(doctor)
    else byPractice.set(doctor.practiceId, [doctor])
  }
  return [...byPractice.values()].flatMap(practiceOf)
}

function practiceOf(doctors: readonly MappedDoctor[]): MapPractice[] {
  const [first] = doctors
  if (!first?.position) return []
  const state = BEST_FIRST.find((best) => doctors.some((doctor) => doctor.state === best)) ?? 'out'
  return [
    {
      position: first.position,
      state,
      text: numbersOf(doctors),
      label: `${first.practiceName} : ${doctors.map(readAloud).join(' ; ')}`,
      rowIds: doctors.map((doctor) => doctor.rowId),
    },
  ]
}

function numbersOf(doctors: readonly MappedDoctor[]): string {
  const numbers = doctors.flatMap((doctor) => doctor.number ?? [])
  const shown = numbers.slice(0, NUMBERS_SHOWN).join(' · ')
  return numbers.length > NUMBERS_SHOWN ? `${shown} …` : shown
}

function readAloud({ number, name, note }: MappedDoctor): string {
  const rank = number === null ? '' : `${number}. `
  return `${rank}${name}, ${note}`
}
