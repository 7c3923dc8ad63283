const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
const DOMAIN = new RegExp(`^(${LABEL}\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`, 'i')

/** Longest address and local part a mail server takes (RFC 5321, 4.5.3.1). */
const MAX_ADDRESS = 254
const MAX_LOCAL = 64

/**
 * One plain address and nothing more: no second address, no comma, no space, no line break, no quoted or accented
 * local part, so that it can never re-route a message.
 */
export function isEmailAddress(text: string): boolean {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  return (
    at > 0 &&
    text.length <= MAX_ADDRESS &&
    local.length <= MAX_LOCAL &&
    LOCAL.test(local) &&
    DOMAIN.test(text.slice(at + 1))
  )
}

/** An address as people type it, without the spaces around and in small letters; null when it is not one address. */
export function parseEmail(text: string): string | null {
  const address = text.trim().toLowerCase()
  return isEmailAddress(address) ? address : null
}

/** A domain name alone: `medecin.mssante.fr`. */
export function isDomain(text: string): boolean {
  return DOMAIN.test(text)
}

/** True when the address ends in one of these domains, or in one under them. */
export function isWithinDomains(address: string, domains: readonly string[]): boolean {
  const host = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
}
