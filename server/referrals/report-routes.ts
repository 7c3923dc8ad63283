import { organisationKindLabels } from '../../web/pages/referrer/labels.ts'
import {
  countText,
  type ReferralReportView,
  type ReportRow,
  referralReportPage,
} from '../../web/pages/staff/referral-reports.ts'
import { fullDay } from '../../web/words/dates.ts'
import { writeAudit } from '../audit/service.ts'
import { parisDay } from '../calendar/rules.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { COORDINATES, READS, staff } from '../http/access.ts'
import { type CsvColumn, sendCsv } from '../http/csv.ts'
import { queryValues } from '../http/forms.ts'
import { get, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { type QuarterReport, quarterReport } from './report.ts'
import type { CountName, OrganisationReport } from './report-rules.ts'

const PATH = '/coordination/rapports'

/** B26: the quarterly report for those who register people: counts, on a page to print and in a file. */
export function reportRoutes(deps: Deps): Route[] {
  const { client } = deps.database
  return [
    get(PATH, staff(READS), async (req, res, { territoryId, ...who }) => {
      const { trimestre: asked, organisme = '' } = queryValues(req)
      const now = deps.now()
      const report = await quarterReport(client, { territoryId, asked }, now)
      const site = await staffSite(deps, res, { territoryId, ...who })
      show(res, 200, referralReportPage(site, viewOf(report, organisme, now)))
    }),
    get(`${PATH}.csv`, staff(COORDINATES), async (req, res, who) => {
      const { territoryId } = who
      const now = deps.now()
      const asked = queryValues(req).trimestre
      const report = await quarterReport(client, { territoryId, asked }, now)
      const rows = report.organisations.map(rowOf)
      const subject = { kind: 'referral', id: null }
      const facts = { rows: rows.length }
      const line = { territoryId, actor: actorOf(who), action: 'export', subject, facts } as const
      await writeAudit(client, line, now)
      sendCsv(res, `rapport-${report.quarter}`, COLUMNS, [...rows, totalOf(report)])
    }),
  ]
}

function viewOf(report: QuarterReport, organisme: string, now: Date): ReferralReportView {
  const { organisations, quarter, quarters, total } = report
  const alone = organisations.filter(({ organisation }) => organisation.id === organisme)
  const isAlone = alone.length > 0
  return {
    quarter,
    quarters: quarters.map((one) => [one, quarterLabel(one)] as const),
    label: quarterLabel(quarter),
    asOf: fullDay(parisDay(now)),
    people: total.referred,
    rows: (isAlone ? alone : organisations).map(rowOf),
    total: isAlone || organisations.length === 0 ? null : totalOf(report),
    organisations: organisations.map(({ organisation: { id, name } }) => [id, name] as const),
    organisation: isAlone ? organisme : '',
  }
}

function rowOf({
  organisation: { name, kind },
  counts,
  medianDays,
}: OrganisationReport): ReportRow {
  return { name, kind: organisationKindLabels[kind], counts, medianDays }
}

function totalOf({ total: { medianDays, ...counts } }: QuarterReport): ReportRow {
  return { name: 'Ensemble', kind: '', counts, medianDays }
}

/** « 4e trimestre 2026 ». */
function quarterLabel(quarter: string): string {
  const rank = quarter.slice(6)
  return `${rank === '1' ? '1er' : `${rank}e`} trimestre ${quarter.slice(0, 4)}`
}

const counted = (name: string, count: CountName): CsvColumn<ReportRow> => ({
  name,
  cell: ({ counts }) => {
    const shown = counts[count]
    return typeof shown === 'number' ? shown : countText(shown)
  },
})

const COLUMNS: readonly CsvColumn<ReportRow>[] = [
  { name: 'organisme', cell: ({ name }) => name },
  { name: 'type', cell: ({ kind }) => kind },
  counted('inscrites', 'referred'),
  counted('orientees', 'oriented'),
  counted('vues', 'seen'),
  counted('declarees', 'declared'),
  counted('en_attente', 'waiting'),
  { name: 'attente_mediane_jours', cell: ({ medianDays }) => medianDays },
]
