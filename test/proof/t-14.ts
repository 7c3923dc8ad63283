import { proveSessions } from './clock-sessions.ts'
import { proveStarts } from './clock-starts.ts'
import type { Options, Proven } from './proof.ts'
import { hasFaketime } from './turned-clock.ts'

/**
 * T-14: whatever the clock of the machine does, each thing is said once and on its day, and neither a session nor a link
 * lasts longer for it.
 */
export async function proveClock({ short }: Options): Promise<Proven> {
  if (!hasFaketime()) return { checks: [], notRun: 'faketime is absent' }
  const [{ checks, figures }, ...sessions] = await Promise.all([
    proveStarts({ short }),
    proveSessions('running'),
    ...(short ? [] : [proveSessions('stopped')]),
  ])
  return {
    checks: [...checks, ...sessions.flat()],
    figures,
    notRun: short ? 'autumn and February; a server stopped while the clock goes back' : null,
  }
}
