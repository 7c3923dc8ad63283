import type { Feature, FeatureCollection, Polygon } from 'geojson'
import type { LonLat } from '../../server/geo.ts'
import { newTerritorySettings } from '../../server/territory/import.ts'
import type { TerritorySettings } from '../../server/territory/service.ts'
import { COMMUNES, type DemoCommune, SHARED_PART_OF_LILLE } from './communes.ts'

export type ContourProperties = {
  code: string
  nom: string
  codesPostaux: string[]
  /** Says that the contour is invented. */
  avertissement: string
}

export type Contours = FeatureCollection<Polygon, ContourProperties>

export type DemoTerritory = {
  settings: TerritorySettings
  /** Whole communes. */
  base: Contours
  /** Parts of them that another team follows; null when there is none. */
  subtract: Contours | null
}

const WARNING = 'Contour d’exemple, dessiné pour la démonstration : ce n’est pas le vrai.'
const ADVICE =
  'Une autre équipe suit votre commune. Appelez ce numéro : elle cherche un médecin traitant près de chez vous.'

/** Phones of the range kept for fiction. */
const grandLille: TerritorySettings = {
  ...newTerritorySettings({
    slug: 'grand-lille',
    name: 'CPTS Grand-Lille (exemple)',
    mode: 'shortlist',
    isExample: true,
    contactName: 'Maud Vérilande',
    contactPhone: '03 53 01 00 12',
    contactEmail: 'coordination.grand-lille@example.org',
    outsideName: 'Accueil des CPTS voisines (exemple)',
    outsidePhone: '03 53 01 00 47',
  }),
  outsideAdvice: ADVICE,
}

const lysArmentieres: TerritorySettings = {
  ...newTerritorySettings({
    slug: 'lys-armentieres',
    name: 'CPTS Lys-Armentières (exemple)',
    mode: 'brokered',
    isExample: true,
    contactName: 'Gaspard Tillenoy',
    contactPhone: '03 53 01 00 36',
    contactEmail: 'coordination.lys-armentieres@example.org',
    outsideName: 'Accueil des CPTS de la plaine (exemple)',
    outsidePhone: '03 53 01 00 58',
  }),
  outsideAdvice: ADVICE,
  defaultMaxKm: 10,
  hasCommonList: true,
}

/** Both example territories, one per mode, with contours ready to import. Lille is cut in two between teams. */
export const TERRITORIES: readonly DemoTerritory[] = [
  {
    settings: grandLille,
    base: collection([wholeCommune('lille'), wholeCommune('lambersart')]),
    subtract: collection([
      contour('lille', 'Lille, partie suivie par une autre CPTS (exemple)', SHARED_PART_OF_LILLE),
    ]),
  },
  { settings: lysArmentieres, base: collection([wholeCommune('armentieres')]), subtract: null },
]

function wholeCommune(commune: DemoCommune): Feature<Polygon, ContourProperties> {
  return contour(commune, COMMUNES[commune].name, COMMUNES[commune].contour)
}

function contour(
  commune: DemoCommune,
  nom: string,
  ring: readonly LonLat[],
): Feature<Polygon, ContourProperties> {
  const { inseeCode, postalCode } = COMMUNES[commune]
  return {
    type: 'Feature',
    properties: { code: inseeCode, nom, codesPostaux: [postalCode], avertissement: WARNING },
    geometry: { type: 'Polygon', coordinates: [ring.map(([lon, lat]) => [lon, lat])] },
  }
}

function collection(features: Contours['features']): Contours {
  return { type: 'FeatureCollection', features }
}
