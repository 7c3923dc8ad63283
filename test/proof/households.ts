import { aForm } from '../support/app.ts'
import type { Running } from './processes.ts'
import { visitorAddress } from './service.ts'

/** The n-th household of a proof, reached by e-mail unless `fields` says otherwise. */
export function aHousehold(n: number, fields: Record<string, string> = {}): Record<string, string> {
  return aForm({
    'membres[0][nom]': `Essai${lettersOf(n)}`,
    courriel: `foyer${n}@example.org`,
    telephone: fictionPhone(n),
    ...fields,
  })
}

/** A mobile of the range kept for fiction, in E.164 or as people type it. */
export function fictionPhone(n: number): string {
  return `06 39 98 ${pairs(n)}`
}

export function fictionNumber(n: number): string {
  return `+33639 98${pairs(n)}`.replaceAll(' ', '')
}

function pairs(n: number): string {
  const digits = String(n % 10_000).padStart(4, '0')
  return `${digits.slice(0, 2)} ${digits.slice(2)}`
}

function lettersOf(n: number): string {
  return [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}

/** Sends a questionnaire as the n-th visitor does; true when it is acknowledged, false when nobody answered or refused. */
export async function submit(
  { url }: Pick<Running, 'url'>,
  n: number,
  fields: Record<string, string>,
): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/questionnaire`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: url, 'x-forwarded-for': visitorAddress(n) },
      body: new URLSearchParams(fields),
    })
    return answer.status === 303 && /^\/suivi\//.test(answer.headers.get('location') ?? '')
  } catch {
    return false
  }
}
