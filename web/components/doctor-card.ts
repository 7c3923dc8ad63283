import { type Html, html } from '../html.ts'
import { kmText } from '../words/dates.ts'
import type { SpokenLanguage } from '../words/options.ts'
import { phoneHref, phoneText } from '../words/phone.ts'
import type { Words } from '../words/words.ts'
import { icon } from './icons.ts'

/** What a doctor does for this household, in the order to show. */
export type DoctorPoint =
  | { readonly kind: 'home_visit' | 'step_free' | 'to_reconfirm' | 'whole_household' }
  | { readonly kind: 'languages'; readonly languages: readonly SpokenLanguage[] }
  | { readonly kind: 'welcomes'; readonly firstNames: readonly string[] }

/** A doctor named to one household. */
export type NamedDoctor = {
  readonly id: string
  /** « Dr Nour Belkassari ». */
  readonly name: string
  /** From home to practice, as the crow flies. */
  readonly km: number | null
  readonly practice: string | null
  /** Street, postal code and commune, ready to read. */
  readonly address: string
  readonly phone: string | null
  readonly points: readonly DoctorPoint[]
  /** How to book a first appointment, in the doctor's words. */
  readonly booking: string | null
  /** Address of the doctor as a contact (vCard); none where there is no private page to serve it. */
  readonly contactHref?: string
}

/** The card of a doctor; the first of a list has the filled button. */
export function doctorCard(words: Words, doctor: NamedDoctor, isFirst: boolean): Html {
  const { name, km } = doctor
  const kmMark = km === null ? false : html` data-km="${km.toFixed(3)}"`
  return html`<li class="doctor-card" data-doctor-id="${doctor.id}"${kmMark}>
<h3>${name}</h3>
${km !== null && html`<p class="doctor-card-km">${words.follow.doctor.distance(kmText(km))}</p>`}
<p class="soft">${[doctor.practice, doctor.address].filter(Boolean).join(', ')}</p>
<div class="stack stack-s follow-call">${doctor.points.length > 0 && pointList(words, doctor.points)}
${doctor.booking && html`<p>${doctor.booking}</p>`}
<p>${callButton(words, doctor, isFirst)}</p>${contactLink(words, doctor)}</div>
</li>
`
}

/** What a doctor does for a household, one line each. */
export function pointList(words: Words, points: readonly DoctorPoint[]): Html {
  return html`<ul class="ticks">${points.map((point) => pointLine(words, point))}</ul>`
}

/** « Jeanne, Paul et Émile ». */
export function listed(words: Words, names: readonly string[]): string {
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')}${words.follow.doctor.and}${names.at(-1)}`
}

function callButton(words: Words, { name, phone }: NamedDoctor, isFirst: boolean): Html | string {
  if (!phone) return words.follow.doctor.noPhone
  const kind = isFirst ? '' : ' button-secondary'
  return html`<a class="button button-wide${kind}" href="${phoneHref(phone)}" aria-label="${words.site.call(name, phoneText(phone))}">${icon('phone')} ${phoneText(phone)}</a>`
}

function contactLink(words: Words, { name, contactHref }: NamedDoctor): Html | false {
  if (!contactHref) return false
  return html`<p class="no-print"><a href="${contactHref}" download aria-label="${words.follow.doctor.addContactOf(name)}">${words.follow.doctor.addContact}</a></p>`
}

function pointLine(words: Words, point: DoctorPoint): Html {
  if (point.kind !== 'to_reconfirm')
    return html`<li>${icon('check')}${pointText(words, point)}</li>`
  return html`<li class="tick-warn">${icon('alert')}${pointText(words, point)}</li>`
}

function pointText(words: Words, point: DoctorPoint): string {
  const { doctor } = words.follow
  switch (point.kind) {
    case 'home_visit':
      return doctor.homeVisit
    case 'step_free':
      return doctor.stepFree
    case 'whole_household':
      return doctor.wholeHousehold
    case 'to_reconfirm':
      return doctor.toConfirm
    case 'languages':
      return doctor.languages(
        listed(
          words,
          point.languages.map((code) => words.languageNames[code]),
        ),
      )
    case 'welcomes':
      return doctor.welcomes(listed(words, point.firstNames))
  }
}
