import { hidden } from '../../components/button.ts'
import { textField } from '../../components/field.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import type { HouseholdsView } from './doctor-view.ts'

/** What the six digits are for, and where the doctor was in the page: `vers` of its forms. */
const aims = {
  noms: {
    anchor: 'foyers',
    type: 'Voir les noms',
    spent: 'Trop d’essais de code avec ce lien. Recevez un nouveau lien pour voir les noms.',
  },
  mobile: {
    anchor: 'code-mobile',
    type: 'Changer de mobile',
    spent: 'Trop d’essais de code avec ce lien. Recevez un nouveau lien pour changer de mobile.',
  },
} as const

const NAMES = 'Pour voir les noms, recevez six chiffres par SMS sur votre mobile.'

type Code = Pick<HouseholdsView, 'lock' | 'codeError' | 'page'> & {
  readonly path: string
  readonly aim: keyof typeof aims
}

/** Six digits on the number on file: to ask for them, to type them, or why they cannot be had; nothing once typed. */
export function codePart(code: Code): Html | false {
  const { path, lock, aim } = code
  switch (lock) {
    case 'open':
      return false
    case 'ask':
      return askForm(code, html`<p class="soft">${NAMES}</p>`, 'Recevoir le code')
    case 'sent':
      return codeForm(code)
    case 'no_mobile':
      return notice(
        'info',
        'Les noms se montrent après un code par SMS, et nous n’avons pas votre numéro de mobile. Appelez-nous pour nous le donner.',
      )
    case 'spent':
      return html`${notice('warn', aims[aim].spent)}
<form method="post" action="${path}/nouveau-lien"><button class="button button-quiet button-wide">Recevoir un nouveau lien</button></form>`
  }
}

/** Form of the button that asks for a code from within another form. */
export const ASK_FORM = 'demander-code'

/**
 * What changing the mobile needs beside the form of the page: the form that asks for a code, and where to type it, when
 * no household gives it a place.
 */
export function mobileCode(path: string, view: HouseholdsView): Html | false {
  const { lock, page } = view
  if (lock === 'open' || lock === 'no_mobile') return false
  const isAlone = page.total === 0
  const aim = isAlone ? 'mobile' : 'noms'
  return html`<form id="${ASK_FORM}" method="post" action="${path}/code#${aims[aim].anchor}">${hidden('vers', aim)}${pageField(page)}</form>
${isAlone && lock !== 'ask' && html`<section class="stack doctor-more" id="${aims.mobile.anchor}" aria-labelledby="code-titre"><h2 id="code-titre">Changer de mobile</h2>${codePart({ ...view, path, aim })}</section>`}`
}

/** Page of the households, so that an act comes back to it. */
export function pageField({ current }: HouseholdsView['page']): Html | false {
  return current > 1 && hidden('page', String(current))
}

function askForm({ path, aim, page }: Code, why: Html | false, label: string): Html {
  return html`<form class="stack stack-s" method="post" action="${path}/code#${aims[aim].anchor}">${hidden('vers', aim)}${pageField(page)}${why}
<button class="button button-quiet button-wide">${label}</button></form>`
}

function codeForm(code: Code): Html {
  const { path, aim, page, codeError } = code
  return html`<form class="card stack" method="post" action="${path}/noms#${aims[aim].anchor}">${hidden('vers', aim)}${pageField(page)}
${textField(wordsFor('fr'), {
  name: 'code',
  label: 'Les six chiffres reçus par SMS',
  hint: 'Valables dix minutes.',
  value: '',
  error: codeError ?? undefined,
  width: 10,
  inputmode: 'numeric',
  autocomplete: 'one-time-code',
  maxlength: 11,
})}
<button class="button button-secondary button-wide">${aims[aim].type}</button></form>
${askForm(code, false, 'Recevoir un autre code')}`
}
