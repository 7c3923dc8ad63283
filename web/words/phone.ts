/** A French number as people read it, `03 53 01 00 24`, from `+33353010024` or any spacing; others are left as they are. */
export function phoneText(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '').replace(/^(\+33|0033)/, '0')
  return /^0\d{9}$/.test(digits) ? digits.replace(/(\d{2})(?=\d)/g, '$1 ') : phone
}

/** Address of a link that dials: `tel:+33353010024`. */
export function phoneHref(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '')
  return `tel:${/^0\d{9}$/.test(digits) ? `+33${digits.slice(1)}` : digits}`
}
