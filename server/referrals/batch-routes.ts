import { randomUUID } from 'node:crypto'
import type { Response } from 'express'
import * as z from 'zod'
import { type BatchTrial, type BatchView, batchPage } from '../../web/pages/referrer/batch.ts'
import type { Deps } from '../deps.ts'
import { type Staff, staff } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { type FormValues, formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { receiveFile } from '../http/upload.ts'
import { claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { findUpload, forgetUpload, keepUpload, type Upload } from '../uploads/service.ts'
import { type BatchReport, importBatch } from './batch.ts'
import { BATCH_COLUMNS } from './batch-columns.ts'
import { referrerSite } from './frame.ts'

const PATH = '/signalements/lot'
const DONE = `${PATH}?fait=inscription`
const FILE_LIMIT_BYTES = 1024 * 1024
const GONE = 'Ce fichier n’est plus là. Choisissez-le de nouveau.'
const SAID =
  'C’est fait. Les personnes du fichier sont inscrites. Celles qui ont un mail ou un mobile reçoivent un message, la coordinatrice appelle les autres.'

/** B16: the file of the CPAM: a trial that registers nobody, then the same file for good. */
export function batchRoutes(deps: Deps): Route[] {
  const cpam = staff(['cpam'])
  return [
    get(PATH, cpam, (req, res, who) => {
      const said = queryValues(req).fait === 'inscription' ? SAID : null
      return answer(deps, { res, who }, { said })
    }),
    get(`${PATH}/modele.csv`, cpam, (_req, res) => {
      const columns = BATCH_COLUMNS.map((name) => ({ name, cell: () => '' }))
      sendCsv(res, 'modele-signalements', columns, [])
    }),
    post(PATH, cpam, async (req, res, who) => {
      const file = await receiveFile(req, res, FILE_LIMIT_BYTES)
      if ('error' in file) return answer(deps, { res, who }, file)
      await tryFile(deps, { res, who }, file)
    }),
    post(`${PATH}/confirmer`, cpam, (req, res, who) =>
      confirm(deps, { res, who }, formValues(req)),
    ),
  ]
}

type Visit = { res: Response; who: Staff }

/** The file of one agent: no other confirms it. */
function ownFile({ territoryId, accountId }: Staff) {
  return { territoryId, kind: `referrals ${accountId}` }
}

async function tryFile(deps: Deps, visit: Visit, file: Upload): Promise<void> {
  const { who } = visit
  const now = deps.now()
  const report = await importBatch(deps, who, { bytes: file.bytes, dryRun: true }, now)
  if (report.problems.length > 0)
    return answer(deps, visit, { status: 422, trial: trialOf(file, report, null) })
  const { client } = deps.database
  const importId =
    report.added > 0 ? await keepUpload(client, deps.keys, { ...file, ...ownFile(who) }, now) : null
  await answer(deps, visit, { trial: trialOf(file, report, importId) })
}

const Confirmation = z.object({ cle: z.uuid(), import: z.uuid() })

/** Registers for good a file that was tried; pressed twice, once. */
async function confirm(deps: Deps, visit: Visit, form: FormValues): Promise<void> {
  const sent = Confirmation.safeParse(form)
  if (!sent.success) return answer(deps, visit, { status: 422, error: GONE })
  const { client } = deps.database
  const { who, res } = visit
  const { cle: key, import: id } = sent.data
  const fingerprint = fingerprintOf(deps.keys, id)
  const act = { territoryId: who.territoryId, scope: 'referrals_import', key, fingerprint }
  if (await subjectOf(client, act)) return res.redirect(303, DONE)
  const file = await findUpload(client, deps.keys, { id, ...ownFile(who) })
  if (!file) return answer(deps, visit, { status: 422, error: GONE })
  const now = deps.now()
  const report = await importBatch(deps, who, { bytes: file.bytes, dryRun: false }, now)
  if (report.problems.length > 0)
    return answer(deps, visit, { status: 422, trial: trialOf(file, report, null) })
  await claimKey(client, act, id, now)
  await forgetUpload(client, { id, ...ownFile(who) })
  res.redirect(303, DONE)
}

function trialOf({ fileName }: Upload, report: BatchReport, importId: string | null): BatchTrial {
  return { ...report, fileName, importId }
}

type Shown = { status?: number } & Partial<Pick<BatchView, 'error' | 'said' | 'trial'>>

async function answer(
  deps: Deps,
  { res, who }: Visit,
  { status = 200, error = null, said = null, trial = null }: Shown,
): Promise<void> {
  const site = await referrerSite(deps, res, who)
  show(res, status, batchPage(site, { key: randomUUID(), error, said, trial }))
}
