import type { Position } from 'geojson'
import type pg from 'pg'
import { databaseIfOffered, type NotRun } from '../peer-database.ts'
import type { Geometry } from './boxes.ts'

const ROWS_AT_ONCE = 1_000

/** Areas in PostGIS, with a GiST index, asked by a prepared query. */
export type Postgis = {
  load: (geometries: readonly Geometry[]) => Promise<(point: Position) => Promise<number>>
  close: () => Promise<void>
}

/** A database of its own on the server of `TEST_DATABASE_URL`, or why not. */
export async function openPostgis(): Promise<Postgis | NotRun> {
  const database = await databaseIfOffered('postgis')
  if ('notRun' in database) return database
  const { client, close } = database
  return { load: (geometries) => load(client, geometries), close }
}

async function load(client: pg.Client, geometries: readonly Geometry[]) {
  await client.query('create table area (rank int primary key, shape geometry not null)')
  const rows = geometries.map((geometry, rank) => [rank, JSON.stringify(geometry)] as const)
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE)
    await client.query(
      `insert into area select rank, st_geomfromgeojson(shape)
        from unnest($1::int[], $2::text[]) as row (rank, shape)`,
      [some.map(([rank]) => rank), some.map(([, shape]) => shape)],
    )
  }
  await client.query('create index on area using gist (shape)')
  await client.query('analyze area')
  return async ([x = 0, y = 0]: Position) => {
    const { rows: found } = await client.query<{ rank: number }>({
      name: 'at',
      text: `select rank from area
        where st_covers(shape, st_setsrid(st_makepoint($1, $2), 4326)) order by rank limit 1`,
      values: [x, y],
    })
    return found[0]?.rank ?? -1
  }
}
