import type pg from 'pg'
import { ageOn } from '../../../server/calendar/rules.ts'
import { databaseIfOffered, type NotRun } from '../peer-database.ts'
import { type Asked, TODAY } from './inputs.ts'
import type { Answer } from './peers.ts'
import type { Work } from './work.ts'

const ROWS_AT_ONCE = 2_000

/** PostGIS with what a careful developer would write: geography, a GiST index, the filters as columns, a prepared query. */
export type Postgis = {
  /** Replaces the doctors of the work before. */
  load: (work: Work) => Promise<Answer>
  close: () => Promise<void>
}

/** A database of its own on the server of `TEST_DATABASE_URL`, or why not. */
export async function openPostgis(): Promise<Postgis | NotRun> {
  const database = await databaseIfOffered('postgis')
  if ('notRun' in database) return database
  const { client, close } = database
  return { load: (work) => load(client, work), close }
}

async function load(client: pg.Client, { doctors, columns }: Work): Promise<Answer> {
  const { isOpen, free, ald, visits, communes, ageMin, ageMax, stepFree } = columns
  await client.query('drop table if exists doctor')
  await client.query(`create table doctor (id text primary key, place geography(point) not null,
    is_open boolean, free int, well int, visits int, communes text[], age_min int, age_max int, step_free boolean)`)
  const rows = doctors.map(({ id, position: [lon, lat] }, rank) => ({
    id,
    place: `SRID=4326;POINT(${lon} ${lat})`,
    is_open: isOpen[rank] === 1,
    free: free[rank],
    well: Math.max(0, (free[rank] ?? 0) - (ald[rank] ?? 0)),
    visits: visits[rank],
    communes: communes[rank],
    age_min: ageMin[rank],
    age_max: ageMax[rank],
    step_free: stepFree[rank] === 1,
  }))
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await client.query(
      'insert into doctor select * from json_populate_recordset(null::doctor, $1)',
      [JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE))],
    )
  await client.query('create index on doctor using gist (place)')
  await client.query('analyze doctor')
  return (asked) => nearest(client, asked)
}

async function nearest(client: pg.Client, { household, question }: Asked): Promise<string[]> {
  const { members } = household
  const ages = members.map(({ birthDate }) => (birthDate ? ageOn(birthDate, TODAY) : 40))
  const homebound = members.filter(({ canTravel }) => !canTravel).length
  const { rows } = await client.query<{ id: string }>({
    name: 'nearest',
    text: `select id from doctor
      where is_open and free >= $3 and well >= $4 and age_min <= $5 and age_max >= $6
        and (not $7 or step_free)
        and ($8 = 0 or (visits >= $8 and (communes = '{}' or communes && $9)))
        and not id = any($10)
        and st_dwithin(place, st_makepoint($1, $2)::geography, $11)
      order by place <-> st_makepoint($1, $2)::geography limit $12`,
    values: [
      ...household.home,
      members.length,
      members.filter(({ ald }) => ald !== true).length,
      Math.min(...ages),
      Math.max(...ages),
      household.wheelchair,
      homebound,
      household.homeCommunes,
      household.refusedBy,
      question.maxKm * 1000,
      question.count,
    ],
  })
  return rows.map(({ id }) => id)
}
