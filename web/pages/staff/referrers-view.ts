import type { Errors, Values } from '../../components/form.ts'

export type ReferrerState = 'active' | 'invited' | 'expired' | 'closed'

export interface ReferrerRow {
  readonly accountId: string
  readonly name: string
  readonly email: string
  /** Their profession, or « CPAM », « Partenaire ». */
  readonly does: string
  readonly organisation: string
  readonly kind: string
  readonly state: ReferrerState
  /** « jusqu’au 1er décembre » for an invitation. */
  readonly stateText: string | null
  /** Linked to a doctor of the register. */
  readonly isDoctor: boolean
  /** An account of the demonstration: nobody changes it. */
  readonly isFixed: boolean
}

export interface ReferrersView {
  readonly key: string
  readonly rows: readonly ReferrerRow[]
  /** Open ones first. */
  readonly professions: readonly {
    readonly id: string
    readonly label: string
    readonly isOpen: boolean
  }[]
  readonly organisations: readonly { readonly id: string; readonly label: string }[]
  readonly form: { readonly values: Values; readonly errors: Errors }
  /** Just invited: the link is shown once, and null for an account that works elsewhere. */
  readonly invited: {
    readonly name: string
    readonly email: string
    readonly link: string | null
  } | null
  readonly said: string | null
}
