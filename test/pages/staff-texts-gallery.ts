import { textsView } from '../../server/texts/list-view.ts'
import { partsOf } from '../../server/texts/parts.ts'
import { nameOf, type Shown, textView } from '../../server/texts/view.ts'
import type { StaffSite } from '../../web/components/staff/frame.ts'
import type { Html } from '../../web/html.ts'
import { textPage } from '../../web/pages/staff/text.ts'
import { textsPage } from '../../web/pages/staff/texts.ts'

const at = new Date('2026-11-24T08:05:00Z')
const save = { version: 1, changedBy: 'Malik Kerbane', at, parts: [] }

/** The texts of the messages, in every state. */
export function textPages(site: StaffSite): Record<string, Html> {
  const administrator: StaffSite = {
    ...site,
    account: { name: 'Inès Belgrain', role: 'administrator' },
  }
  const page = (shown: Partial<Shown>) => textPage(administrator, textView(aText(shown)))
  const refused = { [fieldAt('email')]: 'Votre ALD : voir https://exemple.test' }
  return {
    'equipe-textes': textsPage(site, textsView(new Map([['shortlist', save]]))),
    'equipe-texte': page({}),
    'equipe-texte-essaye': page({ isTried: true, values: typed() }),
    'equipe-texte-refuse': page({
      values: { ...typed(), ...refused },
      faults: {
        [partAt('email')?.id ?? '']: 'Retirez « ALD » : un message ne dit rien de la santé.',
      },
    }),
    'equipe-texte-perime': page({
      values: typed(),
      stale: { by: 'Malik Kerbane', at },
      stored: edited(),
    }),
    'equipe-texte-change': page({ stored: edited(), said: 'C’est enregistré.' }),
    'equipe-texte-lecture': textPage(site, textView(aText({ stored: edited() }))),
    'equipe-texte-fixe': textPage(
      administrator,
      textView(aText({ previewed: { ...previewed, template: 'doctor_code' } })),
    ),
  }
}

const previewed = {
  template: 'shortlist',
  team: {
    name: 'CPTS Grand-Lille (exemple)',
    contactName: 'Inès Belgrain',
    contactPhone: '+33353010024',
    contactHours: 'du lundi au vendredi, de 9 h à 17 h',
  },
  publicUrl: 'https://cpts.example.org',
} as const satisfies Shown['previewed']

function aText(shown: Partial<Shown>): Shown {
  return { previewed, stored: { version: 0, edits: {}, saves: [] }, values: null, ...shown }
}

function partAt(place: string) {
  return partsOf('shortlist').find((part) => part.place === place)
}

function fieldAt(place: string): string {
  const part = partAt(place)
  return part ? nameOf(part) : ''
}

function typed() {
  return { [fieldAt('sms')]: '{territoire} : ça y est, votre demande {reference} avance.' }
}

function edited(): Shown['stored'] {
  const parts = ['subject', 'sms'].map((place) => partAt(place)?.id ?? '')
  const texts = [
    'Des médecins pour la demande {reference}',
    '{territoire} : {reference}, du nouveau.',
  ]
  const edits = Object.fromEntries(parts.map((part, index) => [part, texts[index] ?? '']))
  return { version: 1, edits, saves: [{ ...save, parts }] }
}
