import parsePhoneNumber from 'libphonenumber-js/max'

/** RFC 5321, 4.5.3.1: octets of a local part, and of a path less its angle brackets. */
const LOCAL_MAX = 64
const ADDRESS_MAX = 254

/** Dot-atom (RFC 5322, 3.2.3) at a domain of two labels or more: no quoted part, comment, group nor list. */
const PLAIN_ADDRESS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$/

/** True for one plain address, that no mail library can read as several. */
export function isMailAddress(text: string): boolean {
  return text.length <= ADDRESS_MAX && text.indexOf('@') <= LOCAL_MAX && PLAIN_ADDRESS.test(text)
}

/** Numbers that the regulator keeps for fiction (ARCEP, décision 2018-0881): not attributed, so not « valid ». */
const FICTION_MOBILE = /^\+3363998\d{4}$/

/** The number of a mobile in E.164, from any French writing; null for a landline, which is never texted. */
export function smsNumber(phone: string): string | null {
  const parsed = parsePhoneNumber(phone, 'FR')
  if (!parsed) return null
  if (FICTION_MOBILE.test(parsed.number)) return parsed.number
  return parsed.getType() === 'MOBILE' ? parsed.number : null
}
