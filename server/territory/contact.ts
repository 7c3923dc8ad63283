import type { TerritoryContact } from '../../web/components/layout.ts'
import type { Territory } from './store.ts'

/** Who answers in a territory, as every page says it. */
export function contactOf(territory: Territory): TerritoryContact {
  const { slug, name, contactName, contactPhone, contactHours } = territory
  return { slug, name, contactName, contactPhone, contactHours }
}
