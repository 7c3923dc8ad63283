import { aChance, type Chance } from '../support/chance.ts'

/** A hostile text for any field, by its rank in the run; `host` is a domain that only it names. */
export type Payload = { text: string; host: string }

type Make = (host: string) => string

/** Ways to make a mail say, show, fetch or reach something else. */
const KINDS: readonly [Make, ...Make[]] = [
  // Tags.
  () => '<b>gras</b>',
  () => '<script>alert(1)</script>',
  (host) => `<img src=//${host}/x.png onerror=alert(1)>`,
  (host) => `"><a href="https://${host}">Ouvrir</a>`,
  (host) => `</title></head><body><svg/onload=fetch('//${host}')>`,
  () => '</p></li></ul><h1>Gratuit</h1>',
  (host) => `<style>@import url(//${host});</style>`,
  (host) => `<a href=//${host}>x</a`,
  () => '<!-- <b>',
  (host) => `<base href="https://${host}"><form action=x>`,
  (host) => `<<a|href="https://${host}">>`,
  // Attributes and CSS.
  () => '" onmouseover="alert(1)',
  (host) => `' style='background:url(//${host}/x)'`,
  (host) => `}body{background:url(https://${host}/x)}`,
  () => 'x:expression(alert(1))',
  // Entities.
  () => '&lt;b&gt;gras&lt;/b&gt;',
  () => '&#60;img src=x&#62;',
  () => '&#x3C;a href=x&#x3E;',
  () => '&amp;lt;i&amp;gt;&nbsp;&colon;',
  // Addresses that a mail program turns into links.
  (host) => `https://${host}/connexion?x=1`,
  (host) => `HTTP://${host}`,
  (host) => `www.${host}`,
  (host) => host,
  (host) => `//${host}/x`,
  (host) => `ftp://${host}`,
  (host) => `mailto:${host.replaceAll('.', '')}@${host}`,
  (host) => `aide@${host}`,
  () => 'javascript:alert(1)',
  (host) => `hxxps:\\\\${host}`,
  (host) => `https://aide@${host}:8443/#x`,
  (host) => `https:\u200b//${host}`,
  // Markdown.
  (host) => `[Ouvrir](https://${host})`,
  (host) => `![x](https://${host}/x.png)`,
  (host) => `<https://${host}>`,
  // Line ends, of every kind.
  (host) => `Lise\r\nBcc: ${host.replaceAll('.', '')}@${host}`,
  () => 'Lise\nSubject: Autre',
  () => 'Lise\r\n\r\n<b>corps</b>',
  () => 'Lise\r\n.\r\nMAIL FROM:<x@example.org>',
  () => 'Lise\rX-Ajout: oui',
  () => 'Lise\u2028X-Ajout: oui',
  () => 'Lise\u2029X-Ajout: oui',
  () => 'Lise\u0085X-Ajout: oui',
  () => 'Lise\u000b\u000cX-Ajout: oui',
  () => 'Lise%0d%0aX-Ajout: oui',
  // Marks that turn a line around or hide in it.
  () => '\u202egro.elpmaxe',
  () => '\u2066\u2067Lise\u2069',
  () => 'Li\u200dse\u200f\ufeff',
  // Names of headers, and lists of addresses.
  (host) => `Bcc: x@${host}`,
  () => 'Content-Type: text/html',
  () => '=?utf-8?q?Lise=0ABcc:_x=40example.org?=',
  (host) => `Lise, autre@${host}`,
  (host) => `equipe: a@${host}, b@${host};`,
  (host) => `Lise (x@${host})`,
  (host) => `"Lise" <x@${host}>`,
  (host) => `"x\\" y"@${host}`,
]

const BEFORE = ['', 'Lise ', 'D’Artois-', 'É. ', '((', '0 '] as const
const AFTER = ['', ' Amblard', '-Noël', ' ;', '))', ' 2'] as const

/** So many texts, always the same for a seed: each kind in turn, then each joined with another one. */
export function somePayloads(count: number, seed = 24): Payload[] {
  const chance = aChance(seed)
  return Array.from({ length: count }, (_, n) => {
    const host = hostOf(n)
    return { host, text: textOf(n, host, chance) }
  })
}

/** Every kind once, two in each text. */
export function pairedPayloads(): Payload[] {
  const firsts = KINDS.filter((_, n) => n % 2 === 0)
  return firsts.map((first, n) => {
    const host = hostOf(n)
    const second = KINDS[2 * n + 1] ?? KINDS[0]
    return { host, text: `${first(host)} ${second(host)}`.slice(0, LONGEST) }
  })
}

function hostOf(n: number): string {
  return `piege${n}.example.com`
}

/** What the shortest of the fields takes. */
const LONGEST = 118

function textOf(n: number, host: string, chance: Chance): string {
  const first = KINDS[n % KINDS.length] ?? KINDS[0]
  if (n < KINDS.length) return first(host)
  const second = chance.isSo(0.5) ? chance.pick(KINDS)(host) : ''
  return `${chance.pick(BEFORE)}${first(host)}${second}${chance.pick(AFTER)}`.slice(0, LONGEST)
}

/** Addresses that would reach somebody else, more than one person, or nobody that a plain address names. */
export const badAddresses: readonly string[] = [
  'lise@example.org\r\nBcc: autre@example.org',
  'lise@example.org\nautre@example.org',
  'lise@example.org\rautre@example.org',
  'lise@example.org\u2028autre@example.org',
  'lise@example.org,autre@example.org',
  'lise@example.org; autre@example.org',
  'lise@example.org autre@example.org',
  'equipe: lise@example.org, autre@example.org;',
  'equipe:lise@example.org;',
  'lise(note)@example.org',
  'lise@example.org (note)',
  '(note) lise@example.org',
  '"lise"@example.org',
  '"lise autre"@example.org',
  '"autre@example.org,"@example.org',
  'Lise <lise@example.org>',
  '<lise@example.org>',
  'lise@autre@example.org',
  'lise@[127.0.0.1]',
  'lise@localhost',
  'lise%autre@example.org@example.com',
  '@relais.example.com:lise@example.org',
  'lisé@example.org',
  'lise@exàmple.org',
  'lise\u200b@example.org',
  'lise@example.org\u202e',
  'lise@example.org%0d%0aBcc:autre@example.org',
  '.lise@example.org',
  'lise..autre@example.org',
  `${'l'.repeat(65)}@example.org`,
  'mailto:lise@example.org',
  '=?utf-8?q?lise?=@example.org,',
]
