import { existsSync } from 'node:fs'
import { momentLabel } from '../calendar/labels.ts'
import { loadKeys } from '../crypto/keys.ts'
import { readErasures } from '../operations/erasures.ts'
import { restore } from '../operations/restore.ts'
import { BackupRefused } from '../operations/rules.ts'
import { Refused, runCommand, say, Usage, withDatabase } from './run.ts'

/** Fills an empty database, of either home, from a file that `npm run backup` wrote. */
await runCommand(async ([file, ...others], now) => {
  if (!file || others.length > 0) throw new Usage('Usage : npm run restore -- FICHIER')
  if (!existsSync(file)) throw new Refused(`Le fichier ${file} n’existe pas.`)
  await withDatabase(async ({ config, database }) => {
    const erasures = await readErasures(config.dataDir)
    const { takenAt, rows, frozen, erased } = await inWords(
      restore({ database, keys: loadKeys(config), erasures }, file, now),
    )
    say(`${rows} lignes restaurées, telles qu’elles étaient ${momentLabel(takenAt)}.`)
    if (erased > 0)
      say(`${erased} demandes effacées depuis ont été effacées de nouveau, d’après le registre.`)
    if (frozen > 0)
      say(
        `${frozen} envois attendaient : ils sont « incertains », une personne décide dans Envois.`,
      )
  })
  say('L’index d’adresses n’était pas dans la sauvegarde : il se refait par npm run ban -- import.')
})

async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof BackupRefused) throw new Refused(error.message)
    throw error
  }
}
