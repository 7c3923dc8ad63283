import type { Audience, ReportRow } from '../../../server/campaigns/rules.ts'
import type { Errors, Values } from '../../components/form.ts'
import type { StaleView } from './request-view.ts'
import type { Preview } from './send-preview.ts'

export type CampaignStatus = 'draft' | 'running' | 'paused' | 'ended' | 'cancelled'

/** One campaign: what it would do, or what it did. */
export interface CampaignView {
  readonly path: string
  readonly name: string
  readonly status: CampaignStatus
  readonly audience: Audience
  /** Households oriented in that time: « depuis le 3 décembre 2025 ». */
  readonly since: string
  /** Of a draft: the exact texts. */
  readonly previews: readonly Preview[]
  readonly report: readonly ReportRow[]
  /** Dates and names already worded, in order. */
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly seal: { readonly key: string; readonly version: number }
  readonly values: Values
  readonly errors: Errors
  readonly stale: StaleView | null
  readonly said: string | null
  readonly mayWrite: boolean
  /** Where its answers are read; null before any. */
  readonly resultsHref: string | null
}

/** The report of what is computed every day, in one civil year. */
export interface ComputedView {
  readonly path: string
  readonly name: string
  readonly soft: string
  readonly year: number
  readonly report: readonly ReportRow[]
}
