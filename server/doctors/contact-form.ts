import { smsNumberOf } from '../doctor-links/rules.ts'
import type { FormValues } from '../http/forms.ts'
import { formatPhone, isMobile, parsePhone } from '../phone.ts'
import type { Contact, RegisterEntry } from './rules.ts'

const NOT_A_MOBILE = 'Indiquez un mobile à 10 chiffres, par exemple 06 39 98 12 34.'
const NO_MOBILE =
  'Pour les SMS, indiquez un mobile, par exemple 06 39 98 12 34. Sinon, choisissez le mail.'

export type ContactRead = { contact?: Contact; errors: Record<string, string> }

/**
 * How a form says that we write to a doctor: `canal` (`courriel` or `sms`) and `mobile`, their private number. A form
 * without these fields says nothing of it. SMS want a number that they reach: this one, or `telephone`.
 */
export function readContact({ canal, mobile: typed, telephone = '' }: FormValues): ContactRead {
  if (canal === undefined && typed === undefined) return { errors: {} }
  const mobile = mobileOf(typed)
  if (mobile === undefined) return { errors: { mobile: NOT_A_MOBILE } }
  const channel = canal === 'sms' ? 'sms' : 'email'
  const isReached = smsNumberOf({ mobile, phone: parsePhone(telephone) }) !== null
  if (channel === 'sms' && !isReached) return { errors: { mobile: NO_MOBILE } }
  return { contact: { channel, mobile }, errors: {} }
}

/** The same fields, as the register fills them. */
export function contactFields({
  contact,
}: Pick<RegisterEntry, 'contact'>): Record<'canal' | 'mobile', string> {
  return {
    canal: contact.channel === 'sms' ? 'sms' : 'courriel',
    mobile: contact.mobile ? formatPhone(contact.mobile) : '',
  }
}

/** Null where nothing is written, undefined for a number that no SMS reaches. */
function mobileOf(typed = ''): string | null | undefined {
  if (typed.trim() === '') return null
  const number = parsePhone(typed)
  return number && isMobile(number) ? number : undefined
}
