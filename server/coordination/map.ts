import type { MapView } from '../../web/components/staff/map-view.ts'
import type { Deps } from '../deps.ts'
import { drawingMark } from '../territory/service.ts'

/** Where the contours of a territory's maps are, and their background. Tiles come through our own server, or the map draws contours alone. */
export async function mapOf(
  deps: Deps,
  territoryId: string,
): Promise<Pick<MapView, 'contours' | 'tiles'>> {
  const contours = `${CONTOURS}/${await drawingMark(deps, territoryId)}`
  const tiles = deps.config.tilesUrl
    ? { url: '/tuiles/{z}/{x}/{y}', attribution: ATTRIBUTION }
    : null
  return { contours, tiles }
}

/** Followed by the mark of the contours: what a browser keeps of that address stays true. */
export const CONTOURS = '/coordination/carte/contours'

const ATTRIBUTION = 'Fond : Plan IGN'
