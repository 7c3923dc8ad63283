import { type ContactRead, contactFields, readContact } from '../doctors/contact-form.ts'
import type { RegisterEntry } from '../doctors/rules.ts'
import type { FormValues } from '../http/forms.ts'

const PROVE_FIRST =
  'Pour changer de mobile, recevez d’abord six chiffres sur celui que nous connaissons, ou appelez-nous.'

type Known = Pick<RegisterEntry, 'identity' | 'contact'>

/**
 * How a doctor says, on the page behind their link, that we should write to them. Mail or SMS is theirs to choose: both
 * go where we know already. Another private mobile is taken only from a browser where the one on file was proved
 * (`isNumberProven`), however the form was made.
 */
export function readOwnContact(
  { canal, mobile }: FormValues,
  entry: Known,
  isProven: boolean,
): ContactRead {
  if (canal === undefined && mobile === undefined) return { errors: {} }
  if (mobile !== undefined && !isProven) return { errors: { mobile: PROVE_FIRST } }
  const known = contactFields(entry)
  return readContact({
    canal: canal ?? known.canal,
    mobile: mobile ?? known.mobile,
    telephone: entry.identity.phone ?? '',
  })
}
