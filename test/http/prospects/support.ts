import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Actor } from '../../../server/audit/service.ts'
import type { Deps } from '../../../server/deps.ts'
import { importProspects, type ProspectsRequest } from '../../../server/prospects/import.ts'
import { anExtraction, aRow, type Cells } from '../../unit/prospects/extraction.ts'

export const command: Actor = { kind: 'system', id: null, name: 'Commande' }

/** Writes files in a folder of its own, deleted after the tests. */
export function aFolder(): (content: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), 'tu-prospects-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let files = 0
  return (content) => {
    files += 1
    const path = join(folder, `extraction-${files}.txt`)
    writeFileSync(path, content)
    return path
  }
}

/** Imports a file into the prospects of a territory. */
export function imports(
  deps: Deps,
  territoryId: string,
  path: string,
  more: Partial<ProspectsRequest> = {},
) {
  const request = { territoryId, actor: command, path, dryRun: false, ...more }
  return importProspects(deps, request, deps.now())
}

/** A GP of Lille with these cells, by number: « 3 » has the RPPS 99000000003. */
export function aGp(number: number, cells: Cells = {}): string {
  return aRow({
    'Identifiant PP': String(99_000_000_000 + number),
    "Nom d'exercice": `EXEMPLE-${'ABCDEFGHIJ'[number % 10]}`,
    ...cells,
  })
}

export { anExtraction }
