import { fileURLToPath } from 'node:url'
import type { Config } from './config.ts'
import { loadKeys } from './crypto/keys.ts'
import { openDatabase } from './db.ts'
import type { Deps } from './deps.ts'
import { createGeocoder } from './geocoding/auto.ts'
import { loadAssets } from './http/assets.ts'
import { acceptanceJob } from './jobs/acceptance.ts'
import { campaignJob, doubtsJob } from './jobs/campaign.ts'
import { deliverJob } from './jobs/deliver.ts'
import { followUpJob } from './jobs/followup.ts'
import { proposalsJob } from './jobs/proposals.ts'
import { purgeJob } from './jobs/purge.ts'
import { reconcileJob } from './jobs/reconcile.ts'
import { relocateJob } from './jobs/relocate.ts'
import type { Job } from './jobs/rules.ts'
import { surveysJob } from './jobs/surveys.ts'
import { composeMessage } from './letters/compose.ts'
import { afterSettling } from './letters/settled.ts'
import { smsNumberFor } from './letters/sms-number.ts'
import { createLog, errorFacts } from './log.ts'
import { mayLeaveAt } from './messaging/leaving.ts'
import { markWith, type Reconciling } from './messaging/reconcile.ts'
import type { Senders } from './messaging/rules.ts'
import { createJourneying } from './routing/auto.ts'

const BUILT = fileURLToPath(new URL('../dist/web', import.meta.url))

/**
 * The real adapters of a configuration, opened.
 * @throws FolderLocked, MigrationRefused, or what the database says when it cannot be reached.
 */
export async function buildDeps(config: Config, now: () => Date): Promise<Deps> {
  const log = createLog(config.logLevel)
  const keys = loadKeys(config)
  const assets = loadAssets(BUILT)
  const database = await openDatabase(config, (error) =>
    log.warn(errorFacts(error), 'a database connection was lost'),
  )
  const { engine, url } = config.geocoder
  const { dataDir, routingUrl } = config
  const geocoder = createGeocoder({ engine, serviceUrl: url, dataDir, now })
  const journeysTo = createJourneying({ url: routingUrl, dataDir, now })
  return { config, database, keys, log, assets, geocoder, journeysTo, now }
}

/** Everything that runs by itself: the outbox at each turn, SMS nobody knows the fate of, homes to place again, what time does to proposals and to surveys; the campaign to doctors, the follow-up of households, the purge and the count of acceptances every day. */
export function buildJobs(deps: Deps, senders: Senders): Job[] {
  const compose: Parameters<typeof deliverJob>[1]['compose'] = (message, now) =>
    composeMessage(deps, message, now)
  const onSettled = afterSettling(deps)
  const markOf = markWith(deps.keys)
  const numberOf: Reconciling['numberOf'] = (message) => smsNumberFor(deps, message)
  return [
    campaignJob(deps),
    doubtsJob(deps),
    surveysJob(deps),
    deliverJob(deps, { compose, senders, markOf, mayLeaveAt, onSettled }),
    reconcileJob(deps, { sms: senders.sms, numberOf, markOf, onSettled }),
    relocateJob(deps),
    proposalsJob(deps),
    followUpJob(deps),
    purgeJob(deps),
    acceptanceJob(deps),
  ]
}
