/** What can be said to a patient. */
export type PatientTemplate =
  | 'request_received'
  | 'request_outside'
  | 'shortlist'
  | 'link_again'
  | 'solution_found'
  | 'solution_reminder'
  | 'solution_agreed'
  | 'solution_gone'
  | 'appointment_reminder'
  | 'wider_ask'
  | NewsTemplate

/** News of a request that moved or that waits, and what is asked of its household. */
export type NewsTemplate =
  | 'searching'
  | 'request_news'
  | 'declared_thanks'
  | 'request_closed'
  | 'followup_10'
  | 'followup_30'
  | 'declared_ask'
  | 'still_waiting'
  | 'still_waiting_reminder'
  | 'search_paused'

/** What asks a household something that any answer answers. */
export const QUESTIONS = [
  'followup_10',
  'followup_30',
  'declared_ask',
  'still_waiting',
  'still_waiting_reminder',
  'search_paused',
] as const satisfies NewsTemplate[]

/** What can be said to a doctor; `prospect_informed` to one of the national directory who has not joined. */
export type DoctorTemplate =
  | 'availability_ask'
  | 'availability_reminder'
  | 'doctor_link'
  | 'doctor_code'
  | 'doctor_news'
  | 'household_expected'
  | 'prospect_informed'

/** What can be said to somebody who is given an account. */
export type AccountTemplate = 'account_invited'

/** What is asked of a household at the end of the year, without its reference. */
export type SurveyTemplate = 'survey_ask' | 'survey_reminder'

export type Template = PatientTemplate | DoctorTemplate | AccountTemplate | SurveyTemplate
