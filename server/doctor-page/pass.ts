import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { isPassLiving, type Pass } from './rules.ts'

/** Where the browser keeps the pass: under the pages of doctors only. */
export const PASS_COOKIE = 'tu-medecin'

type Signer = Pick<Deps, 'keys'>

/** A pass as a cookie holds it, signed: nobody can write one but us. */
export function writePass({ keys }: Signer, { linkId, since, names }: Pass): string {
  const content = `${linkId}.${since.getTime()}.${names ? 1 : 0}`
  return `${content}.${signature(keys.session, content)}`
}

/** The pass of a `Cookie` header for this link, if it is ours and still good; null otherwise. */
export function readPass(
  { keys }: Signer,
  { header, linkId }: { header: string | undefined; linkId: string },
  now: Date,
): Pass | null {
  const cookies = header?.split(/;\s*/) ?? []
  for (const cookie of cookies) {
    const value = cookie.startsWith(`${PASS_COOKIE}=`) ? cookie.slice(PASS_COOKIE.length + 1) : ''
    const [id, ms, names, signed] = value.split('.')
    const content = `${id}.${ms}.${names}`
    if (id !== linkId || !signed || !isSame(signed, signature(keys.session, content))) continue
    const pass = { linkId, since: new Date(Number(ms)), names: names === '1' }
    if (isPassLiving(pass, now)) return pass
  }
  return null
}

function signature(secret: string, content: string): string {
  return createHmac('sha256', secret).update(`doctor pass ${content}`).digest('base64url')
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
