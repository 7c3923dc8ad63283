import { statSync } from 'node:fs'
import type { Deps } from '../deps.ts'
import { createLog } from '../log.ts'
import {
  importProspects,
  NoArea,
  type ProspectsReport,
  type ProspectsRequest,
} from '../prospects/import.ts'
import { UnreadableExtraction } from '../prospects/rpps-lines.ts'
import { type Progress, startProgress } from './progress.ts'
import { Refused } from './run.ts'

type Opened = Pick<Deps, 'database' | 'geocoder'>
type Request = Omit<ProspectsRequest, 'onBytes' | 'onPlaced'>

/** Imports an extraction with two bars: bytes read, then places found. @throws Refused */
export async function importRpps(
  opened: Opened,
  request: Request,
  now: Date,
): Promise<ProspectsReport> {
  const reading = startProgress('Fichier lu', sizeOf(request.path))
  let placing: Progress | undefined
  let told = 0
  const onPlaced = (done: number, total: number) => {
    placing ??= startProgress('Adresses placées', total)
    placing.add(Math.min(done, total) - told)
    told = Math.min(done, total)
  }
  try {
    const deps = { ...opened, log: createLog('silent') }
    return await importProspects(deps, { ...request, onBytes: reading.add, onPlaced }, now)
  } catch (error) {
    throw refusalOf(error) ?? error
  } finally {
    reading.stop()
    placing?.stop()
  }
}

/** The import in one line. */
export function prospectsSummary(report: ProspectsReport, dryRun: boolean): string {
  const { rows, doctors, created, updated, unchanged, gone, remarks, otherSkills } = report
  const others = [...otherSkills].map(([skill, count]) => `${skill || 'sans code'} ${count}`)
  const parts = [
    `lignes : ${rows.toLocaleString('fr-FR')}`,
    `généralistes libéraux du territoire : ${doctors}`,
    `ajouts : ${created}, changements : ${updated}, déjà à jour : ${unchanged}`,
    gone > 0 && `absents de ce fichier, gardés : ${gone}`,
    others.length > 0 && `autres savoir-faire laissés de côté : ${others.join(', ')}`,
    `remarques dans le rapport : ${remarks.length}`,
  ]
  return `${dryRun ? 'Essai, rien n’est écrit. ' : ''}${parts.filter(Boolean).join(' ; ')}.`
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    throw new Refused(`Le fichier ${path} ne peut pas être lu.`)
  }
}

function refusalOf(error: unknown): Refused | null {
  if (error instanceof NoArea)
    return new Refused('Ce territoire n’a pas encore de commune : npm run territory -- import.')
  if (error instanceof UnreadableExtraction)
    return new Refused(`Le fichier ne peut pas être lu : ${error.message}.`)
  return null
}
