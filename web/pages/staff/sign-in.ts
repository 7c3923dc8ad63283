import { hidden } from '../../components/button.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { textField } from '../../components/field.ts'
import type { Errors } from '../../components/form.ts'
import { layout, type Site } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html, type Printable } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'

export interface SignInView {
  readonly email: string
  readonly errors: Errors
  /** Where to go once inside: an address of this site, sent back as `suite`. */
  readonly next: string | null
  /** Why the person is here again: « Votre session a expiré. » */
  readonly said: string | null
}

/** `GET` and `POST /connexion`: e-mail and password. */
export function signInPage(site: Site, { email, errors, next, said }: SignInView): Html {
  const words = wordsFor('fr')
  return narrowPage(site, {
    title: 'Se connecter',
    errors,
    body: html`${said && notice('info', said)}
<form class="stack" method="post" action="/connexion">${next && hidden('suite', next)}
${textField(words, { name: 'courriel', label: 'Mail', type: 'email', value: email, error: errors.courriel, autocomplete: 'username', inputmode: 'email' })}
${textField(words, { name: 'mot_de_passe', label: 'Mot de passe', type: 'password', value: '', error: errors.mot_de_passe, autocomplete: 'current-password' })}
<button class="button" type="submit">Continuer</button></form>
<p class="soft small">Mot de passe ou téléphone perdu ? La personne qui gère les comptes vous donne un nouveau lien.</p>`,
  })
}

/** `GET` and `POST /connexion/code`: the second factor. */
export function codePage(
  site: Site,
  { errors, next }: { readonly errors: Errors; readonly next: string | null },
): Html {
  return narrowPage(site, {
    title: 'Le code à six chiffres',
    errors,
    body: html`<form class="stack" method="post" action="/connexion/code">${next && hidden('suite', next)}
${codeField(errors.code)}
<button class="button" type="submit">Se connecter</button></form>
<p><a href="/connexion">Revenir au mot de passe</a></p>`,
  })
}

export function codeField(error: string | undefined): Html {
  return textField(wordsFor('fr'), {
    name: 'code',
    label: 'Code à six chiffres',
    hint: 'Il est dans votre application de codes, et change toutes les trente secondes.',
    value: '',
    error,
    width: 10,
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    maxlength: 7,
  })
}

type NarrowPage = {
  readonly title: string
  readonly errors: Errors
  readonly body: Printable
}

/** A staff page before anybody is known: one narrow column, no navigation. */
export function narrowPage(site: Site, { title, errors, body }: NarrowPage): Html {
  return layout({
    ...site,
    title,
    variant: 'staff',
    hasErrors: Object.keys(errors).length > 0,
    body: html`<div class="sign-in stack">${errorSummary(wordsFor('fr'), errors)}<h1>${title}</h1>${body}</div>`,
  })
}
