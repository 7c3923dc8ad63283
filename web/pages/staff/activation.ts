import { checkbox } from '../../components/choices.ts'
import { fieldError, textField } from '../../components/field.ts'
import type { Errors } from '../../components/form.ts'
import type { Site } from '../../components/layout.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { codeField, narrowPage } from './sign-in.ts'

export interface ActivationView {
  /** Where the form is sent: `/activation/:token`. */
  readonly action: string
  readonly email: string
  /** QR code of the `otpauth:` address, as SVG that we drew. */
  readonly qr: Html
  /** The same secret in base 32, to type by hand. */
  readonly secret: string
  readonly errors: Errors
  readonly hasAgreed: boolean
}

/** `GET` and `POST /activation/:token`: a password, a second factor, and the undertaking of secrecy. */
export function activationPage(site: Site, view: ActivationView): Html {
  const { errors } = view
  return narrowPage(site, {
    title: 'Ouvrir votre compte',
    errors,
    body: html`<p class="soft">Compte de ${view.email}. Ce lien ne sert qu’une fois.</p>
<form class="stack-l" method="post" action="${view.action}">
${password(view)}
<section class="stack" aria-labelledby="second"><h2 id="second">Un code en plus du mot de passe</h2>
<p>Ouvrez une application de codes sur votre téléphone et visez ce dessin.</p>
<div class="totp-qr">${view.qr}</div>
<p class="soft">Ou recopiez cette clé : <code class="totp-secret">${grouped(view.secret)}</code></p>
${codeField(errors.code)}</section>
<section class="stack" aria-labelledby="secret"><h2 id="secret">Le secret</h2>
<p>Ce que vous lirez ici touche à la santé et à la vie privée. Vous n’en parlez qu’aux personnes qui aident le foyer, et vous ne gardez rien chez vous.</p>
${fieldError(wordsFor('fr'), 'secret_professionnel', errors.secret_professionnel)}
${checkbox('secret_professionnel', 'Je m’engage à garder le secret', view.hasAgreed)}</section>
<button class="button" type="submit">Ouvrir mon compte</button></form>`,
  })
}

function password({ email, errors }: ActivationView): Html {
  return html`<input type="hidden" name="courriel" value="${email}" autocomplete="username">${textField(
    wordsFor('fr'),
    {
      name: 'mot_de_passe',
      label: 'Choisissez un mot de passe',
      hint: 'Douze caractères au moins. Une phrase que vous retenez fait un bon mot de passe.',
      type: 'password',
      value: '',
      error: errors.mot_de_passe,
      autocomplete: 'new-password',
    },
  )}`
}

function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}
