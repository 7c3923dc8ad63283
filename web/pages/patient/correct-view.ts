import type { Errors, Values } from '../../components/form.ts'

/** The forms by which a household corrects what it said. */
export type CorrectFormName =
  | 'joindre'
  | 'adresse'
  | 'souhaits'
  | 'enquete'
  | 'personne'
  | 'retrait'

export type CorrectView = {
  readonly form: CorrectFormName
  /** First name of the person it is about; null for the household, and for somebody new. */
  readonly name: string | null
  readonly action: string
  readonly key: string
  /** Of the request, as the form was made from. */
  readonly version: number
  readonly backHref: string
  /** As typed, by the names of the questionnaire. */
  readonly values: Values
  readonly errors: Errors
  /** Somebody changed the request since the form was opened. */
  readonly isStale: boolean
}
