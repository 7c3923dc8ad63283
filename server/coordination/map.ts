import type { MapView } from '../../web/components/staff/map-view.ts'
import type { Deps } from '../deps.ts'
import { drawingOf } from '../territory/service.ts'

/** Contours and background of a territory's maps. Tiles come through our own server, or the map draws contours alone. */
export async function mapOf(
  deps: Deps,
  territoryId: string,
): Promise<Pick<MapView, 'contours' | 'tiles'>> {
  const contours = await drawingOf(deps, territoryId)
  const tiles = deps.config.tilesUrl
    ? { url: '/tuiles/{z}/{x}/{y}', attribution: ATTRIBUTION }
    : null
  return { contours, tiles }
}

const ATTRIBUTION = 'Fond : Plan IGN'
