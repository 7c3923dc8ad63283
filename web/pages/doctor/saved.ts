import { errorSummary } from '../../components/error-summary.ts'
import { icon } from '../../components/icons.ts'
import type { Site } from '../../components/layout.ts'
import { state } from '../../components/state.ts'
import { type Html, html } from '../../html.ts'
import { fullDay, type IsoDay } from '../../words/dates.ts'
import { wordsFor } from '../../words/words.ts'
import { type AcceptanceView, acceptanceSection } from './acceptance.ts'
import { askedErrors, askedSection } from './asked.ts'
import type { AskedView } from './asked-view.ts'
import { peopleText } from './departure.ts'
import type {
  DoctorFacts,
  HouseholdsView,
  Leaving,
  OfferView,
  PracticeView,
  ReachView,
} from './doctor-view.ts'
import { doctorPage, whoToCall } from './frame.ts'
import { householdsSection } from './households.ts'
import { knownCards, placesText } from './known.ts'
import { notedNotice } from './noted.ts'
import { promisedSection } from './promised.ts'
import { channelText } from './reach.ts'

export type ThanksView = {
  readonly path: string
  readonly doctor: DoctorFacts
  /** Day of the saving. */
  readonly savedOn: IsoDay
  readonly leaving: Leaving | null
  /** When they are asked again; null when they are not. */
  readonly askedOn: IsoDay | null
  readonly hasLeft: boolean
  readonly reach: ReachView
  readonly asked: AskedView
  readonly sent: HouseholdsView
  /** Their answers beside the territory's; null when there is nothing to read. */
  readonly acceptance: AcceptanceView | null
  /** Address of the common list; null where the territory has none, or the doctor left. */
  readonly commonList: string | null
}

/** After the saving, in the browser that saved: thanks, what is written now, and who came. */
export function thanksPage(site: Site, view: ThanksView): Html {
  const { path, doctor, savedOn, hasLeft, asked, commonList } = view
  const errors = askedErrors(asked)
  return doctorPage(site, {
    title: 'C’est noté',
    name: doctor.name,
    hasErrors: Object.keys(errors).length > 0,
    body: html`${errorSummary(wordsFor('fr'), errors)}${notedNotice(site, asked.noted)}
<div class="follow-status stack stack-s"${!asked.noted && html` role="status"`}><p>${state(`Enregistré le ${fullDay(savedOn)}`, 'good', 'done')}</p>
<h1>Merci docteur, c’est noté</h1><p>${whatNow(view)}</p></div>
${askedSection({ path, asked, isFirst: false })}
${acceptanceSection({ path, view: view.acceptance, mayChange: false })}
${promisedSection(asked.promised)}
${householdsSection(path, view.sent)}
${commonList && html`<p><a class="button button-quiet button-wide" href="${commonList}">Voir la liste commune ${icon('arrow-right')}</a></p>`}
${!hasLeft && html`<section class="stack doctor-more" aria-labelledby="maintenant"><h2 id="maintenant">Ce que nous disons de vous</h2>${knownCards(doctor)}<p class="soft">Nos messages vous arrivent ${channelText(view.reach)}.</p></section>`}
${!hasLeft && again(path, 'Autre chose à changer ? Ce lien a servi ; recevez-en un autre.')}`,
  })
}

/** The same link, opened again later or elsewhere: nothing to read, nothing to change. */
export function savedPage(site: Site, { path, savedOn }: { path: string; savedOn: IsoDay }): Html {
  return doctorPage(site, {
    title: 'C’est enregistré',
    name: null,
    body: html`<div class="follow-status stack stack-s"><p>${state(`Enregistré le ${fullDay(savedOn)}`, 'good', 'done')}</p>
<h1>C’est enregistré</h1><p>Ce lien a servi : il ne montre et ne change plus rien.</p></div>
${again(path, 'Pour changer autre chose, recevez un nouveau lien à l’adresse que nous connaissons.')}`,
  })
}

/** A link that is too old, replaced, or that never was: the same page for all. */
export function deadLinkPage(site: Site, path: string): Html {
  return doctorPage(site, {
    title: 'Ce lien ne sert plus',
    name: null,
    body: html`<div class="stack"><h1>Ce lien ne sert plus</h1>
<p>Un lien de médecin vit quatorze jours, et le suivant le remplace. Demandez-en un : il part à l’adresse que nous connaissons.</p>
<form method="post" action="${path}/nouveau-lien"><div class="actions actions-wide"><button class="button">Recevoir un nouveau lien</button></div></form>
${orCall(site)}</div>`,
  })
}

/** The answer to every asking, whoever asks. */
export function newLinkAskedPage(site: Site): Html {
  return doctorPage(site, {
    title: 'Nouveau lien demandé',
    name: null,
    body: html`<div class="follow-status stack stack-s" role="status"><h1>Regardez vos messages</h1>
<p>Si ce lien était celui d’un médecin de la liste, un nouveau part maintenant, par mail ou par SMS, à l’adresse que nous connaissons. Un seul par heure.</p></div>
${orCall(site)}`,
  })
}

function again(path: string, text: string): Html {
  return html`<form class="stack stack-s doctor-more" method="post" action="${path}/nouveau-lien"><p class="soft">${text}</p><button class="button button-quiet button-wide">Recevoir un nouveau lien</button></form>`
}

function orCall(site: Site): Html | false {
  const call = whoToCall(site)
  return call && html`<p class="soft">Rien n’arrive ? Appelez ${call}.</p>`
}

function whatNow(view: ThanksView): string {
  const { leaving, hasLeft } = view
  if (hasLeft) return 'Vous n’êtes plus sur aucune liste. Pour revenir, appelez-nous.'
  return [...(leaving ? departureText(leaving) : []), ...offerText(view)].join(' ')
}

function departureText({ leavesOn, people }: Leaving): string[] {
  const counted =
    people > 0
      ? peopleText(people)
      : 'Vous pourrez dire combien de personnes vous suivent avec votre prochain lien.'
  return [`Votre départ est annoncé pour le ${fullDay(leavesOn)}.`, counted]
}

function offerText({ doctor, leaving, askedOn, asked }: ThanksView): string[] {
  const { practices } = doctor
  const paused = practices.flatMap(({ offer }) => (offer.state === 'paused' ? [offer] : []))
  const [first] = paused.sort((a, b) => (a.until < b.until ? -1 : 1))
  if (first && paused.length === practices.length) return pausedText(first, askedOn)
  const next = leaving && !askedOn ? [] : [whatNext(askedOn)]
  return [
    ...placesOffered(practices, asked.waiting.length),
    ...practices.flatMap(pausedHere),
    ...next,
  ]
}

/** Everywhere: what comes after the first pause to end. */
function pausedText({ until, next }: Paused, askedOn: IsoDay | null): string[] {
  const away = `Personne ne vous sera adressé jusqu’au ${fullDay(until)}.`
  const when = askedOn ? ` le ${fullDay(askedOn)}` : ''
  if (next === 'offered')
    return [
      away,
      'Ensuite, vos places sont de nouveau proposées.',
      ...(askedOn ? [whatNext(askedOn)] : []),
    ]
  if (next === 'asked')
    return [
      away,
      `Votre confirmation aura alors plus de sept mois : nous vous demanderons${when} si vos places sont toujours justes, avant de les proposer de nouveau.`,
    ]
  return askedOn ? [away, whatNext(askedOn)] : [away]
}

type Paused = Extract<OfferView, { state: 'paused' }>

function pausedHere({ name, offer }: PracticeView): string[] {
  return offer.state === 'paused' ? [`${name} : en pause jusqu’au ${fullDay(offer.until)}.`] : []
}

/** Those offered today, until the last of their ends; the practices that end before it say so. */
function placesOffered(practices: readonly PracticeView[], waiting: number): string[] {
  const offered = practices.flatMap(({ name, places, offer }) =>
    offer.state === 'offered' ? [{ name, places, until: offer.until }] : [],
  )
  const until = offered
    .map((each) => each.until)
    .sort()
    .at(-1)
  if (!until)
    return practices.some(({ offer }) => offer.state === 'expired')
      ? ['Personne ne vous sera adressé tant que vous n’aurez pas confirmé vos places.']
      : [nobodyText(waiting)]
  const places = offered.reduce((sum, each) => sum + each.places, 0)
  const are =
    places === 1 ? 'Votre place reste proposée' : `Vos ${placesText(places)} restent proposées`
  const ends = offered
    .filter((each) => each.until < until)
    .map((each) => `${each.name} : jusqu’au ${fullDay(each.until)}.`)
  return [`${are} jusqu’au ${fullDay(until)}.`, ...ends]
}

/** What was asked before still waits for its answer, under these words. */
function nobodyText(waiting: number): string {
  if (waiting === 0) return 'Personne ne vous sera adressé.'
  const others = waiting === 1 ? 'la demande qui attend' : `les ${waiting} demandes qui attendent`
  return `Personne d’autre ne vous sera adressé : il reste ${others} votre réponse.`
}

function whatNext(askedOn: IsoDay | null): string {
  return askedOn
    ? `Nous vous le redemanderons le ${fullDay(askedOn)}.`
    : 'Nous ne vous le redemanderons pas. Vous voulez continuer ? Recevez un nouveau lien, ou appelez-nous.'
}
