import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { loadKeys } from '../crypto/keys.ts'
import { backUp } from '../operations/backup.ts'
import { Refused, runCommand, say, Usage, withDatabase } from './run.ts'

/** Writes the whole database to one encrypted file, of either home; a PostgreSQL server goes on answering meanwhile. */
await runCommand(async ([file, ...others], now) => {
  if (!file || others.length > 0) throw new Usage('Usage : npm run backup -- FICHIER')
  if (!existsSync(dirname(file))) throw new Refused(`Le dossier ${dirname(file)} n’existe pas.`)
  await withDatabase(async ({ config, database }) => {
    const { tables, rows } = await backUp({ database, keys: loadKeys(config) }, file, now)
    say(`${file} : ${rows} lignes de ${tables} tables.`)
  })
  say('Gardez TU_SECRET et TU_FIELD_KEYS à part : sans eux, ce fichier ne s’ouvre pas.')
  say('L’index d’adresses n’y est pas : il se refait par npm run ban -- import.')
})
