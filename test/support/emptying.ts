import type { PrismaClient } from '../../prisma/generated/client.ts'

/** Beyond this, the rows of a table are sooner forgotten with its file than deleted one by one. */
const LARGE_BYTES = 262_144

/**
 * Leaves no row in any table, whatever the foreign keys. Most tests fill a few tables with a few rows: these are deleted
 * in one statement, at the end of which the keys are checked, far quicker than truncating every table.
 */
export async function emptyTables(client: PrismaClient): Promise<void> {
  await client.$executeRawUnsafe(EMPTY)
}

const EMPTY = `
  do $$
  declare
    name text;
    holds boolean;
    is_large boolean := false;
    filled text[] := '{}';
    deletes text;
  begin
    for name in
      select quote_ident(tablename) from pg_tables
      where schemaname = 'public' and tablename <> '_prisma_migrations'
    loop
      execute format('select exists (select from %s)', name) into holds;
      continue when not holds;
      filled := filled || name;
      is_large := is_large or pg_total_relation_size(name::regclass) > ${LARGE_BYTES};
    end loop;
    if is_large then
      execute format('truncate %s cascade', array_to_string(filled, ', '));
    elsif cardinality(filled) > 0 then
      select string_agg(format('gone_%s as (delete from %s)', rank, t), ', ') into deletes
      from unnest(filled) with ordinality as each(t, rank);
      execute format('with %s select', deletes);
    end if;
  end $$`
