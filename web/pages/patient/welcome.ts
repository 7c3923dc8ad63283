import { icon } from '../../components/icons.ts'
import { layout } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import { timeline } from '../../components/timeline.ts'
import { houseAndPractice } from '../../components/welcome-art.ts'
import { type Html, html } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { type Words, wordsFor } from '../../words/words.ts'
import type { QuestionnaireSite } from './step.ts'

export type WelcomeView = {
  readonly basePath: string
  readonly assisted: boolean
  /** A questionnaire was begun on this device and not sent. */
  readonly hasDraft?: boolean
  /** Code of the flyer that brought the person here. */
  readonly source?: string
}

/** Step 1 of 5: what will happen, and the button that starts. */
export function welcomePage(site: QuestionnaireSite, view: WelcomeView): Html {
  const words = wordsFor(site.lang)
  const { welcome } = words.questionnaire
  return layout({
    ...site,
    title: view.assisted ? welcome.assisted.title : welcome.title,
    variant: view.assisted ? 'staff' : 'patient',
    narrow: true,
    body: view.assisted ? phoneIntroduction(site, words, view) : introduction(site, words, view),
  })
}

function introduction(site: QuestionnaireSite, words: Words, view: WelcomeView): Html {
  const { welcome } = words.questionnaire
  return html`<div class="welcome-art">${houseAndPractice}</div>
<div class="stack"><h1>${welcome.heading}</h1><p class="lede">${welcome.lede}</p></div>
<div class="welcome-start">${startLink(words, view)}${resumeLink(words, view)}
<p class="welcome-start-note"><span>${icon('clock')} ${welcome.notes.time}</span><span>${icon('check')} ${welcome.notes.free}</span><span>${icon('check')} ${welcome.notes.noAccount}</span></p></div>
<div class="stack stack-l">
<section class="stack" aria-labelledby="suite"><h2 id="suite">${welcome.how}</h2>
${timeline(welcome.timeline.map((moment, index) => ({ ...moment, state: index === 0 ? 'done' : 'now' })))}</section>
${whatIsAsked(words)}${talk(site, words)}
</div>`
}

function whatIsAsked(words: Words): Html {
  const { asked, neverAsked } = words.questionnaire.welcome
  return html`<section class="two-up" aria-label="${asked.label}">
<div class="stack stack-s"><h2 class="heading-s">${asked.heading}</h2><ul class="ticks">${asked.items.map((item) => html`<li>${icon('check')}${item}</li>`)}</ul></div>
<div class="stack stack-s"><h2 class="heading-s">${neverAsked.heading}</h2><ul class="ticks ticks-no">${neverAsked.items.map((item) => html`<li>${icon('cross')}${item}</li>`)}</ul></div>
</section>`
}

function talk({ territory }: QuestionnaireSite, words: Words): Html | false {
  if (!territory) return false
  const { welcome } = words.questionnaire
  return html`<section class="card stack stack-s" aria-labelledby="tel"><h2 id="tel">${welcome.talk}</h2>
<p>${welcome.talkWith(territory.contactName, territory.contactHours)}</p>
<p><a class="button button-secondary" href="${phoneHref(territory.contactPhone)}">${icon('phone')} ${phoneText(territory.contactPhone)}</a></p></section>`
}

function phoneIntroduction(site: QuestionnaireSite, words: Words, view: WelcomeView): Html {
  const { assisted } = words.questionnaire.welcome
  const { territory } = site
  return html`<div class="stack"><h1>${assisted.title}</h1><p>${assisted.lede}</p>
${territory && html`<p class="say">${assisted.say(territory.contactName, territory.name)}</p>`}
${notice('plain', `${words.site.emergency}.`)}
<p>${startLink(words, view)}${resumeLink(words, view)}</p></div>`
}

function startLink(words: Words, view: WelcomeView): Html {
  const source = view.source ? `&source=${encodeURIComponent(view.source)}` : ''
  return html`<a class="button button-wide" href="${view.basePath}/coordonnees?nouveau=1${source}">${words.questionnaire.welcome.start} ${icon('arrow-right')}</a>`
}

/** Never opened by itself: on a shared phone it may be somebody else's. */
function resumeLink(words: Words, { hasDraft, basePath }: WelcomeView): Html | false {
  if (!hasDraft) return false
  return html`<a class="button button-quiet" href="${basePath}/coordonnees">${words.questionnaire.welcome.resume}</a>`
}
