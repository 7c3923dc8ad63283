import type { Assets } from '../web/entries.ts'
import type { Config } from './config.ts'
import type { Keys } from './crypto/keys.ts'
import type { Database } from './db.ts'
import type { Geocoder } from './geocoding/rules.ts'
import type { Log } from './log.ts'
import type { Journeying } from './routing/auto.ts'

/** What `main.ts` builds once and every feature is given. Time is asked of `now`, never of the clock. */
export type Deps = {
  config: Config
  database: Database
  keys: Keys
  log: Log
  assets: Assets
  geocoder: Geocoder
  journeysTo: Journeying
  now: () => Date
}
