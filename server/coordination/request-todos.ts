import type { Todo as Shown } from '../../web/components/staff/todos.ts'
import { requestHref } from '../../web/pages/staff/request-view.ts'
import { recentDayLabel } from '../calendar/labels.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { doctorsNamed } from '../doctors/candidates.ts'
import { disagreementIn } from '../followup/disagreement.ts'
import { findRequest, type OrientationRequest } from '../orientation/service.ts'
import { findProposal } from '../proposals/service.ts'
import type { Todo, TodoKind } from '../todos/service.ts'
import { disagreementText } from './disagreement-text.ts'
import { householdName } from './people.ts'

/** What is said of a thing to do: who it is about, and the doctor at a practice when there is one. */
type About = {
  household: string
  doctor: string
  availabilityId: string | null
  /** Whole kilometres that reach the doctor; null when nobody was asked. */
  km: number | null
  since: string
  /** What each side said, and when, where they say opposite things. */
  words: string
}

type Wording = {
  title: (about: About) => string
  detail: (about: About) => string
  action: string
  /** Under the page of the request; empty for the page itself. */
  path?: (about: About) => string
  /** It ends by what the action does, and must not be put aside. */
  isOnlyEndedByAct?: boolean
}

/** The things to do about requests, in words, in the order given. Those whose request is gone are left out. */
export async function wordTodos(deps: Deps, todos: readonly Todo[]): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const todo of todos) {
    const { requestId: id, territoryId } = todo
    const request = await findRequest(deps.database.client, deps.keys, { id, territoryId })
    if (request) shown.push(shownOf(todo, await aboutOf(deps, todo, request)))
  }
  return shown
}

function shownOf({ id, requestId, kind }: Todo, about: About): Shown {
  const { title, detail, action, path, isOnlyEndedByAct } = WORDING[kind]
  const href = requestHref(requestId)
  return {
    kind,
    title: title(about),
    detail: detail(about),
    href: `${href}${path?.(about) ?? ''}`,
    action,
    ...(isOnlyEndedByAct ? {} : { finish: `${href}/a-faire/${id}` }),
  }
}

async function aboutOf(
  { database, now }: Deps,
  { id, facts, territoryId, createdAt }: Todo,
  request: OrientationRequest,
): Promise<About> {
  const proposal =
    typeof facts.proposalId === 'string'
      ? await findProposal(database.client, { id: facts.proposalId, territoryId })
      : null
  const known = typeof facts.availabilityId === 'string' ? facts.availabilityId : null
  const availabilityId = proposal?.availabilityId ?? known
  const named = availabilityId
    ? await doctorsNamed(database.client, territoryId, [availabilityId])
    : []
  return {
    household: householdName(request),
    doctor: named[0] ? `Le ${named[0].name}` : 'Le médecin',
    availabilityId,
    km: proposal?.km ? Math.ceil(proposal.km) : null,
    since: recentDayLabel(parisDay(createdAt), parisDay(now())),
    words: disagreementText(disagreementIn({ id, facts })),
  }
}

const WORDING: Record<TodoKind, Wording> = {
  tell_household: {
    title: ({ doctor, household }) => `${doctor} a dit oui pour ${household} : annoncez-le`,
    detail: () => 'La place est tenue. Le foyer ne sait rien encore.',
    action: 'Annoncer au foyer',
    path: () => '/annonce',
    isOnlyEndedByAct: true,
  },
  call_household: {
    title: ({ household }) => `Appelez ${household}`,
    detail: () => 'Aucun message ne peut joindre ce foyer.',
    action: 'Ouvrir le script d’appel',
    path: () => '/telephone',
  },
  call_doctor: {
    title: ({ doctor, household }) => `${doctor} attend votre appel au sujet de ${household}`,
    detail: ({ since }) => `Aucun message ne lui est parti. La place est tenue depuis le ${since}.`,
    action: 'Appeler et noter sa réponse',
    path: () => '#solution',
  },
  warn_doctor: {
    title: ({ household }) => `Prévenez le cabinet : ${household} va l’appeler`,
    detail: ({ doctor }) =>
      `${doctor} n’aura pas notre message avant. Dites au cabinet qui attendre, par sa référence.`,
    action: 'Voir le téléphone du cabinet',
    path: () => '#solution',
  },
  late_yes: {
    title: ({ doctor, household }) => `${doctor} a dit oui pour ${household}, après la date`,
    detail: () =>
      'Sa place n’est plus tenue. Sollicitez-le de nouveau si son oui est encore utile.',
    action: 'Le solliciter de nouveau',
    path: ({ availabilityId, km }) =>
      availabilityId ? `/sollicitation?medecin=${availabilityId}${km ? `&km=${km}` : ''}` : '',
  },
  absent: {
    title: ({ household }) => `${household} n’est pas venu au rendez-vous, dit le médecin`,
    detail: () => 'La place est rendue, sans reproche. Demandez au foyer ce qui s’est passé.',
    action: 'Appeler le foyer',
    path: () => '/telephone',
  },
  household_grew: {
    title: ({ household }) => `Le foyer de ${household} compte une personne de plus`,
    detail: ({ doctor }) => `${doctor} avait dit oui pour moins de monde : demandez-lui pour tous.`,
    action: 'Voir la demande',
  },
  household_corrected: {
    title: ({ household }) => `${household} a corrigé ses réponses : voyez ce que cela change`,
    detail: () => 'Un médecin est déjà sollicité, ou une liste transmise, d’après les anciennes.',
    action: 'Voir la demande',
    path: () => '#historique',
  },
  place_household: {
    title: ({ household }) => `${household} n’est plus suivi par son médecin : placez son domicile`,
    detail: () =>
      'Sa recherche ne peut commencer qu’une fois l’adresse vue dans le territoire. Il garde sa date.',
    action: 'Voir l’adresse',
    path: () => '#placer',
  },
  doctor_gone: {
    title: ({ doctor, household }) =>
      `${doctor} n’accueille plus : ${household} cherche de nouveau`,
    detail: () => 'Le foyer est prévenu et garde sa date. Voyez qui est sollicité maintenant.',
    action: 'Voir la demande',
  },
  household_silent: {
    title: ({ household }) => `${household} n’a pas répondu à la solution proposée`,
    detail: () => 'La place est rendue. Le foyer garde sa date : appelez-le pour savoir.',
    action: 'Appeler le foyer',
    path: () => '/telephone',
  },
  ask_wider: {
    title: ({ household }) => `Plus personne près de chez ${household} : irait-il plus loin ?`,
    detail: () => 'Tous les médecins possibles ont été sollicités. Posez la question au foyer.',
    action: 'Lui demander',
    path: () => '#chemin',
  },
  choose_again: {
    title: ({ household }) => `Aucune solution en cours pour ${household} : choisissez la suite`,
    detail: () =>
      'La dernière sollicitation n’a pas abouti. D’autres médecins peuvent l’accueillir.',
    action: 'Choisir des médecins',
    path: () => '#liste',
  },
  last_rung: {
    title: ({ household }) => `Tout a été essayé pour ${household} : à vous de décider`,
    detail: () =>
      'Ni près, ni plus loin, ni par la liste commune : appelez le foyer, ou un confrère.',
    action: 'Voir la demande',
  },
  ask_outcome: {
    title: ({ household }) => `Appelez ${household} : où en est sa recherche ?`,
    detail: () => 'Aucun message ne le joint, ou il n’y répond pas.',
    action: 'Noter sa réponse',
    path: () => '#foyer-dit',
  },
  give_news: {
    title: ({ household }) => `Donnez des nouvelles à ${household}`,
    detail: () =>
      'Trois mois sans nouvelles, et aucun message ne peut le joindre. Demandez s’il cherche toujours.',
    action: 'Noter sa réponse',
    path: () => '#toujours',
    isOnlyEndedByAct: true,
  },
  silent_household: {
    title: ({ household }) => `${household} ne dit pas s’il cherche toujours`,
    detail: ({ since }) =>
      `Recherche en pause depuis le ${since}, à sa date. Appelez-le : rien ne se ferme tout seul.`,
    action: 'Ouvrir la demande',
    path: () => '#toujours',
  },
  disagreement: {
    title: ({ household, doctor }) =>
      `${household} et ${doctor.replace('Le ', 'le ')} ne disent pas la même chose`,
    detail: ({ words }) => `${words} Appelez l’un et l’autre, puis tranchez.`,
    action: 'Trancher',
    path: () => '#desaccord',
    isOnlyEndedByAct: true,
  },
  taken_from_list: {
    title: ({ doctor, household }) => `${doctor} accueille ${household}, depuis la liste commune`,
    detail: () => 'Le foyer est prévenu qu’il y a du nouveau. Sa réponse est attendue.',
    action: 'Voir la demande',
    path: () => '#solution',
  },
}
