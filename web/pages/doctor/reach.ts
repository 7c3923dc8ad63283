import { choices } from '../../components/choices.ts'
import { fieldError, textField } from '../../components/field.ts'
import type { Site } from '../../components/layout.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { ASK_FORM } from './code.ts'
import type { ChangeForm, ReachView } from './doctor-view.ts'
import { whoToCall } from './frame.ts'

const words = wordsFor('fr')

type Reach = {
  readonly reach: ReachView
  readonly form: ChangeForm
  /** Unfolded: the doctor came back to change their mobile. */
  readonly isOpen: boolean
}

/** « Comment vous joindre ? »: mail or SMS, and the private mobile once the one on file is proved in this browser. */
export function reachFields(site: Site, { reach, form, isOpen }: Reach): Html {
  const { canal, mobile } = form.errors
  const isUnfolded = isOpen || canal || mobile
  return html`<details class="disclosure" id="joindre"${isUnfolded && html` open`}><summary>Nos messages : ${channelText(reach)}</summary><div class="stack">
${channelChoice(reach, form)}${reach.isProven ? mobileField(form) : mobileOnFile(site, reach, form)}</div></details>`
}

/** « par SMS, au mobile qui finit par 78 ». */
export function channelText({ channel, mobileEnd }: ReachView): string {
  if (channel === 'email') return 'par mail'
  return channel === 'sms' ? `par SMS, au mobile qui finit par ${mobileEnd}` : 'par téléphone'
}

/** Asked only where both ways are open. */
function channelChoice({ hasEmail, mobileEnd }: ReachView, { values, errors }: ChangeForm) {
  if (!hasEmail || mobileEnd === null) return false
  return choices(words, {
    name: 'canal',
    legend: 'Comment vous joindre ?',
    value: values.canal ?? 'courriel',
    error: errors.canal,
    shape: 'pair',
    options: [
      { value: 'courriel', label: 'Mail' },
      { value: 'sms', label: 'SMS' },
    ],
  })
}

function mobileField({ values, errors }: ChangeForm): Html {
  return textField(words, {
    name: 'mobile',
    label: 'Votre mobile',
    hint: 'Jamais donné aux patients. Les prochains codes y arrivent : relisez-le bien.',
    value: values.mobile ?? '',
    error: errors.mobile,
    type: 'tel',
    width: 10,
    autocomplete: 'off',
  })
}

/** A link may be in other hands: it tells the end of the number, and does not change it. */
function mobileOnFile(site: Site, { mobileEnd }: ReachView, { errors }: ChangeForm): Html {
  const call = whoToCall(site)
  const error = fieldError(words, 'mobile', errors.mobile)
  if (mobileEnd === null)
    return html`<div id="mobile">${error}<p class="soft">Vous préférez les SMS ? Donnez-nous votre mobile de vive voix, car il protège les noms de vos patients${call && html` : ${call}`}.</p></div>`
  return html`<div class="stack stack-s" id="mobile">${error}<p class="soft">Votre mobile finit par ${mobileEnd}. Pour le changer, recevez d’abord un code sur ce numéro : la page se recharge, changez le reste ensuite. Vous ne l’avez plus ? Appelez-nous${call && html` : ${call}`}.</p>
<button class="button button-quiet button-wide" form="${ASK_FORM}">Recevoir un code</button></div>`
}
