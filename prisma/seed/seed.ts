import { createDemoAccount } from '../../server/accounts/demo.ts'
import type { Deps } from '../../server/deps.ts'
import { createOfflineGeocoder } from '../../server/geocoding/offline/geocoder.ts'
import { createLog } from '../../server/log.ts'
import { allTerritories, type Territory } from '../../server/territory/service.ts'
import { demoHouseholds } from './households.ts'
import { loadAddresses, loadDoctors, loadTerritory } from './load.ts'
import { loadHousehold } from './load-households.ts'
import { loadReferrals } from './load-referrals.ts'
import { isSolutionReach, loadSolution } from './load-solutions.ts'
import { loadSurvey } from './load-survey.ts'
import { TERRITORIES } from './territories.ts'

/**
 * Fills an empty database with the demonstration: addresses, two example territories, their doctors, the account that
 * opens them, households in every state of both schemes, the survey of last year, and those who register people with their referrals. False, and
 * nothing done, when there is a territory already.
 * Nothing leaves the machine: invented addresses are asked of the offline index alone.
 */
export async function seedDemonstration(deps: Deps, now: Date): Promise<boolean> {
  if ((await allTerritories(deps)).length > 0) return false
  await loadAddresses(deps, now)
  const alone: Deps = {
    ...deps,
    geocoder: createOfflineGeocoder(deps.config.dataDir),
    log: createLog('silent'),
  }
  const territories = await loadTerritories(alone, now)
  const busy = new Set<string>()
  for (const household of demoHouseholds(now)) {
    const territory = territories.get(household.territory)
    if (!territory) continue
    const target = await loadHousehold(alone, territory, household)
    if (isSolutionReach(household.reach))
      await loadSolution({ deps: alone, territory, target, busy, now }, household.reach)
  }
  const lille = territories.get('grand-lille')
  if (lille) await loadSurvey(alone, lille.id, now)
  const territory = territories.get('lys-armentieres')
  if (territory) await loadReferrals(alone, { territory, busy }, now)
  return true
}

/** The first one created is where patients arrive by themselves, hence one after the other. */
async function loadTerritories(deps: Deps, now: Date): Promise<Map<string, Territory>> {
  const loaded = new Map<string, Territory>()
  for (const [rank, example] of TERRITORIES.entries()) {
    const territory = await loadTerritory(deps, example, new Date(now.getTime() + rank))
    await loadDoctors(deps, { id: territory.id, slug: example.settings.slug }, now)
    loaded.set(territory.slug, territory)
  }
  const ids = [...loaded.values()].map(({ id }) => id)
  await deps.database.transaction((tx) => createDemoAccount(tx, deps, ids, now))
  return loaded
}
