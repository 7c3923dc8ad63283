import { randomUUID } from 'node:crypto'
import type { Response } from 'express'
import * as z from 'zod'
import { doctorsImportPage, type ImportTrial } from '../../web/pages/staff/doctors-import.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { COORDINATES, type Staff, staff } from '../http/access.ts'
import { type FormValues, formValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { receiveFile } from '../http/upload.ts'
import { claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { findUpload, forgetUpload, keepUpload, type Upload } from '../uploads/service.ts'
import { type ImportReport, importDoctors } from './import.ts'
import { LIST_PATH } from './views.ts'

const PATH = `${LIST_PATH}/import`
const DONE = `${LIST_PATH}?fait=import`
/** About 20,000 doctors. */
const FILE_LIMIT_BYTES = 5 * 1024 * 1024
const KIND = 'doctors'
const GONE = 'Ce fichier n’est plus là. Choisissez-le de nouveau.'

/** A file of doctors: a trial that writes nothing, then the same file for good. */
export function importRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(COORDINATES), (_req, res, who) => answer(deps, { res, who, status: 200 })),
    post(PATH, staff(COORDINATES), async (req, res, who) => {
      const file = await receiveFile(req, res, FILE_LIMIT_BYTES)
      if ('error' in file) return answer(deps, { res, who, ...file })
      await tryFile(deps, { res, who }, file)
    }),
    post(`${PATH}/confirmer`, staff(COORDINATES), (req, res, who) =>
      confirm(deps, { res, who }, formValues(req)),
    ),
  ]
}

type Visit = { res: Response; who: Staff }

async function tryFile(deps: Deps, visit: Visit, file: Upload): Promise<void> {
  const report = await run(deps, visit.who, { file, dryRun: true })
  if (report.problems.length > 0) return refuse(deps, visit, { file, report })
  const { territoryId } = visit.who
  const changes = report.created + report.updated > 0
  const importId = changes
    ? await keepUpload(
        deps.database.client,
        deps.keys,
        { ...file, territoryId, kind: KIND },
        deps.now(),
      )
    : null
  await answer(deps, { ...visit, status: 200, trial: trialOf(file, report, importId) })
}

const Confirmation = z.object({ cle: z.uuid(), import: z.uuid() })

/** Imports for good a file that was tried; pressed twice, once. */
async function confirm(deps: Deps, visit: Visit, form: FormValues): Promise<void> {
  const sent = Confirmation.safeParse(form)
  if (!sent.success) return answer(deps, { ...visit, status: 422, error: GONE })
  const { client } = deps.database
  const { territoryId } = visit.who
  const { cle: key, import: id } = sent.data
  const fingerprint = fingerprintOf(deps.keys, id)
  const act = { territoryId, scope: 'doctors_import', key, fingerprint }
  if (await subjectOf(client, act)) return visit.res.redirect(303, DONE)
  const file = await findUpload(client, deps.keys, { id, territoryId, kind: KIND })
  if (!file) return answer(deps, { ...visit, status: 422, error: GONE })
  const report = await run(deps, visit.who, { file, dryRun: false })
  if (report.problems.length > 0) return refuse(deps, visit, { file, report })
  await claimKey(client, act, id, deps.now())
  await forgetUpload(client, { id, territoryId, kind: KIND })
  visit.res.redirect(303, DONE)
}

type Tried = { file: Upload; report: ImportReport }

function refuse(deps: Deps, visit: Visit, { file, report }: Tried): Promise<void> {
  return answer(deps, { ...visit, status: 422, trial: trialOf(file, report, null) })
}

function run(deps: Deps, who: Staff, { file, dryRun }: { file: Upload; dryRun: boolean }) {
  const by = { territoryId: who.territoryId, actor: actorOf(who) }
  return importDoctors(deps, { ...by, bytes: file.bytes, dryRun }, deps.now())
}

type Answer = Visit & { status: number; error?: string; trial?: ImportTrial }

async function answer(deps: Deps, { res, who, status, error = '', trial }: Answer): Promise<void> {
  const view = { key: randomUUID(), error: error || null, trial: trial ?? null }
  show(res, status, doctorsImportPage(await staffSite(deps, res, who), view))
}

function trialOf(
  { fileName }: Upload,
  { rows, created, updated, unchanged, problems, warnings }: ImportReport,
  importId: string | null,
): ImportTrial {
  return {
    fileName,
    importId,
    rows,
    added: created,
    changed: updated,
    unchanged,
    problems,
    toLocate: warnings.flatMap(({ code, row, practice, why }) =>
      code === 'to_locate' ? [{ row, practice, why }] : [],
    ),
    leftOut: warnings.flatMap(({ code, row, why }) =>
      code === 'withdrawn' || code === 'older' ? [{ row, why }] : [],
    ),
  }
}
