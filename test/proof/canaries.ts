/** What may be recognised of a household, each under a value that nothing else has. */
export type Canary =
  | 'last_name'
  | 'first_name'
  | 'birth'
  | 'age'
  | 'address'
  | 'phone'
  | 'email'
  | 'language'
  | 'reason'
  | 'ald'
  | 'mobility'
  | 'note'

const PATTERNS: Record<Canary, RegExp> = {
  last_name: /ostrogardin/i,
  first_name: /zephirelle/i,
  birth: /13[/. -]0?2[/. -](19)?49|1949-0?2-13|13 f[ée]vrier 1949/i,
  age: /\b77 ?ans\b|\b(7[05]|80)( ans)? (et plus|ou plus|à \d)/i,
  address: /quetzal/i,
  phone: /639[ .]?98[ .]?76[ .]?54|6 39 98 76 54/,
  email: /canari@/i,
  language: /wolof|"wo"/i,
  reason: /d[ée]m[ée]nage/i,
  ald: /\bald\b|affection de longue/i,
  mobility: /fauteuil|wheelchair|\bà domicile\b|se d[ée]place|cantravel/i,
  note: /tapis violet/i,
}

/** The answers of the household, by the names of the questionnaire; `channel` is how it wants to be reached. */
export function canaryFields(channel: 'courriel' | 'sms'): Record<string, string> {
  return {
    adresse: '77 rue du Quetzal',
    telephone: '06 39 98 76 54',
    courriel: channel === 'sms' ? '' : 'canari@example.org',
    canal: channel,
    langue: 'wo',
    motif: 'demenagement',
    fauteuil: 'oui',
    'membres[0][nom]': 'Ostrogardin',
    'membres[0][prenom]': 'Zephirelle',
    'membres[0][naissance_jour]': '13',
    'membres[0][naissance_mois]': '2',
    'membres[0][naissance_annee]': '1949',
    'membres[0][ald]': 'oui',
    'membres[0][se_deplace]': 'oui',
  }
}

export const CANARY_NOTE = 'D’accord au téléphone, dit le tapis violet'

/** Those that a text holds, in clear or as addresses write it, but for those that may be there. */
export function canariesIn(text: string, allowed: readonly Canary[] = []): Canary[] {
  const forms = [text, unescaped(text)]
  return (Object.keys(PATTERNS) as Canary[]).filter(
    (name) => !allowed.includes(name) && forms.some((form) => PATTERNS[name].test(form)),
  )
}

/** As addresses (`%C3%A9`, `+`) and JSON (`\\u00e9`) write it. */
function unescaped(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/(%[0-9a-f]{2})+/gi, (bytes) => {
      try {
        return decodeURIComponent(bytes)
      } catch {
        return bytes
      }
    })
}
