import { errorSummary } from '../../web/components/error-summary.ts'
import { textField } from '../../web/components/field.ts'
import type { Errors, Values } from '../../web/components/form.ts'
import { layout, type Site } from '../../web/components/layout.ts'
import { type Html, html } from '../../web/html.ts'
import { wordsFor } from '../../web/words/words.ts'

export type FormView = Site & { action: string; values: Values; errors: Errors }

export function signInPage(view: FormView): Html {
  const fields = html`${field(view, 'courriel', 'Courriel')}${field(view, 'mot_de_passe', 'Mot de passe', 'password')}`
  return page(view, 'Se connecter', fields)
}

export function codePage(view: FormView): Html {
  return page(view, 'Le code à six chiffres', field(view, 'code', 'Code'))
}

export function activationPage(view: FormView & { email: string; secret: string; qr: Html }): Html {
  const fields = html`<p>${view.email}</p>${view.qr}<p>${view.secret}</p>${field(view, 'mot_de_passe', 'Mot de passe', 'password')}${field(view, 'code', 'Code')}<label><input type="checkbox" name="secret_professionnel" value="oui">Je m’engage au secret</label>`
  return page(view, 'Ouvrir votre compte', fields)
}

function field(view: FormView, name: string, label: string, type?: 'password'): Html {
  const value = type ? '' : (view.values[name] ?? '')
  const error = view.errors[name]
  return textField(wordsFor('fr'), { name, label, value, error, ...(type ? { type } : {}) })
}

function page(view: FormView, title: string, fields: Html): Html {
  const body = html`${errorSummary(wordsFor('fr'), view.errors)}<h1>${title}</h1><form method="post" action="${view.action}" novalidate>${fields}<button class="button" type="submit">${title}</button></form>`
  const hasErrors = Object.keys(view.errors).length > 0
  return layout({ ...view, title, body, variant: 'staff', hasErrors })
}
