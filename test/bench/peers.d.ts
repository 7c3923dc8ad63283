declare module 'which-polygon' {
  import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'

  /** Gives the properties of the first polygon found that holds the point. */
  export default function whichPolygon<T>(
    data: FeatureCollection<Polygon | MultiPolygon, T>,
  ): (point: [number, number]) => T | null
}

declare module 'munkres-js' {
  /** Pairs of row and column of least sum. */
  export default function munkres(costs: number[][]): [row: number, column: number][]
}
