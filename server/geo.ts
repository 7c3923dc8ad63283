import geographiclib from 'geographiclib-geodesic'

const { Geodesic } = geographiclib

/** WGS84 degrees, longitude first (GeoJSON). */
export type LonLat = readonly [lon: number, lat: number]

/** Kilometres along the WGS84 geodesic (never the sphere, which reorders near doctors). Within 15 nanometres, after Karney 2013. */
export function geodesicKm([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
  const { s12 } = Geodesic.WGS84.Inverse(latA, lonA, latB, lonB, Geodesic.DISTANCE)
  return (s12 ?? 0) / 1000
}
