/**
 * Stems that speak of health, age, mobility, household or social rights (rule 8 of server/README.md), without accents,
 * in small letters. A star stands for any end of word.
 */
const STEMS = [
  'ald malad* affection* patholog* chroniqu* symptom* diagnosti* infirme infirmes infirmite*',
  'handicap* fauteuil* invalid* grabatair* alit* dependan* autonom* deambulat* bequill* canne',
  'mobil* deplac* domicile immobilis* ambulanc* brancard*',
  'age agee ages agees senior* vieil* octogenair* retraite* retraites naissance* naiss* anniversaire*',
  'grossesse* enceinte* accouch* maternit* bebe* nourrisson* enfant* conjoint* epou* mari parent* veuf veuve',
  'cancer* tumeur* chimio* diabet* insulin* dialys* cardia* coeur infarctus avc asthm* epilep* sclerose*',
  'alzheimer parkinson demence* depress* psychiatr* psycholog* suicid* addict* alcool* toxico* drogu*',
  'vih hiv sida hepatit* tubercul* infecti* contagi* allerg* obes* douleur* souffr* chirurg* operation*',
  'hopita* hospitalis* traitement* medicament* ordonnance* vaccin* analyses radio soin soins soigne*',
  'sante c2s cmu ame aide-soignant*',
].flatMap((line) => line.split(' '))

/** Several words that say it together. */
const PHRASES = [
  'a\\.l\\.d',
  'nee?s? (?:le|en)',
  '\\d+ ans',
  'longue duree',
  'tension arterielle',
  'aide medicale',
]

/** Words of every day that hold one of those. */
const HARMLESS = [
  'maison de sante',
  'centre de sante',
  'centre de soins',
  'professionnels? de sante',
  'annuaire sante',
  'telephones? mobiles?',
  'numeros? mobiles?',
]

const asPattern = (stem: string) => stem.replace(/\*$/, '\\p{L}*')
const FOUND = new RegExp(
  `(?<![\\p{L}\\d])(?:${[...PHRASES, ...STEMS.map(asPattern)].join('|')})(?![\\p{L}\\d])`,
  'gu',
)
const ALLOWED = new RegExp(`(?<![\\p{L}\\d])(?:${HARMLESS.join('|')})(?![\\p{L}\\d])`, 'gu')

/** The first words of health in a text, as they are written there; null when there is none. */
export function healthWordsIn(text: string): string | null {
  const characters = [...text.normalize('NFC')].map((written) => ({
    written,
    plain: bare(written),
  }))
  const plain = characters.map((each) => each.plain).join('')
  const masked = plain.replace(ALLOWED, (harmless) => '.'.repeat(harmless.length))
  const found = FOUND.exec(masked)
  FOUND.lastIndex = 0
  if (!found) return null
  let at = 0
  const inside = characters.filter(({ plain: { length } }) => {
    const begins = at
    at += length
    return begins >= found.index && begins < found.index + found[0].length
  })
  return inside.map(({ written }) => written).join('')
}

/** One letter without accent, small; a typographic mark as a space or a quote. */
function bare(written: string): string {
  if (written === 'œ' || written === 'Œ') return 'oe'
  if (/\s/u.test(written)) return ' '
  return written.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
