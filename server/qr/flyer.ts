import type { FlyerView } from '../../web/pages/staff/flyer.ts'
import type { Deps } from '../deps.ts'
import { defaultTerritory, type Territory } from '../territory/service.ts'
import { addressToType, questionnaireUrl } from './rules.ts'
import { qrSvg } from './svg.ts'

/** What a flyer of this territory shows, whose QR code carries the code of a place. */
export async function flyerParts(
  deps: Deps,
  territory: Territory,
  source: string | null,
): Promise<Pick<FlyerView, 'qr' | 'source' | 'contactEmail' | 'address'>> {
  const first = await defaultTerritory(deps)
  return {
    qr: questionnaireQr(deps, territory, source),
    source,
    contactEmail: territory.contactEmail || null,
    address: addressToType(doorOf(deps, territory, source), territory.id === first.id),
  }
}

/** The QR code of the questionnaire alone. */
export function questionnaireQr(deps: Deps, territory: Territory, source: string | null) {
  const label = `QR code du questionnaire de ${territory.name}`
  return qrSvg(
    questionnaireUrl(doorOf(deps, territory, source)),
    source ? `${label}, affiche ${source}` : label,
  )
}

function doorOf({ config }: Deps, { slug }: Territory, source: string | null) {
  return { publicUrl: config.publicUrl, slug, source }
}
