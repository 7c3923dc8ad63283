import type { Moment } from '../../web/components/timeline.ts'
import {
  type Channel,
  type CloseReason,
  channelLabels,
  channelNames,
  closeReasonLabels,
  type Status,
  statusLabels,
  type Verdict,
  verdictLabels,
} from '../../web/pages/staff/labels.ts'
import { shortDay } from '../../web/words/dates.ts'
import { momentLabel } from '../calendar/labels.ts'
import type { EventKind, TimelineEvent } from '../timeline/service.ts'
import {
  CALLS,
  CORRECTED,
  DOCTOR_SAID,
  ENDED,
  HOUSEHOLD_REASONS,
  REMOVED,
  RUNGS,
  SETTLED,
} from './history-words.ts'

/** The timeline of a request in words, oldest first; what comes next is its last line. */
export function historyOf(
  events: readonly TimelineEvent[],
  {
    nameOf,
    next,
  }: {
    nameOf: (availabilityId: string) => string
    next: { text: string; date: string | null } | null
  },
): Moment[] {
  const past = events.map((event): Moment => {
    const { what, more } = wording[event.kind](event, nameOf)
    const by = actorText(event.actor)
    const detail = [more, event.note && `« ${event.note} »`, by].filter(Boolean).join(' · ')
    return { state: 'done', when: momentLabel(event.at), what, ...(detail ? { more: detail } : {}) }
  })
  if (!next) return past
  return [...past, { state: 'now', when: next.date ?? 'Bientôt', what: next.text }]
}

type Wording = { what: string; more?: string | null }

const FILLED_BY: Record<string, string> = {
  moi: 'par la personne elle-même',
  proche: 'par un proche',
  benevole: 'avec un bénévole',
  professionnel: 'par un professionnel',
  coordination: 'au téléphone',
  adresseur: 'par un adresseur, avec l’accord de la personne',
}

const COMPLETED: Record<string, string> = {
  phone: 'La CPAM a ajouté un téléphone',
  email: 'La CPAM a ajouté un mail',
  ald: 'La CPAM a précisé s’il y a une ALD',
}

const ANSWERS: Record<string, string> = {
  appointment: 'Le foyer a un rendez-vous',
  not_called: 'Le foyer n’a pas encore appelé',
  found: 'Le foyer a trouvé',
  refused: 'Un médecin a refusé',
  full: 'Un médecin est complet',
  not_yet: 'Pas encore trouvé',
  not_found: 'Le foyer n’a finalement pas de médecin',
  seen: 'Le foyer a vu le médecin',
  declared: 'Le médecin traitant est déclaré',
  absent: 'Le foyer n’est pas venu, dit le médecin',
}

const wording: Record<
  EventKind,
  (event: TimelineEvent, nameOf: (id: string) => string) => Wording
> = {
  registered: ({ facts }) => ({
    what: `Questionnaire rempli ${FILLED_BY[String(facts.channel)] ?? ''}`.trim(),
    more: facts.source ? `Venu par « ${facts.source} »` : null,
  }),
  told_registered: () => ({ what: 'Personne prévenue de son inscription' }),
  completed: ({ facts }) => ({ what: COMPLETED[String(facts.field)] ?? 'La CPAM a complété' }),
  kept_apart: () => ({ what: 'Comparée à une autre demande : deux personnes différentes' }),
  located: ({ facts }) => ({
    what: facts.by === 'coordinator' ? 'Adresse placée à la main' : 'Adresse trouvée',
    more: facts.verdict ? verdictLabels[facts.verdict as Verdict] : null,
  }),
  to_locate: ({ facts }) => ({
    what: facts.verdict === 'to_verify' ? 'Territoire à vérifier' : 'Adresse à placer',
  }),
  verdict: ({ facts }) => ({
    what: `Décision : ${verdictLabels[facts.verdict as Verdict].toLowerCase()}`,
  }),
  moved: ({ facts }) => ({ what: statusLabels[facts.to as Status] ?? 'État changé' }),
  corrected: ({ facts }) => ({ what: CORRECTED[String(facts.section)] ?? 'Coordonnées corrigées' }),
  opened: () => ({ what: 'Demande ouverte' }),
  list_prepared: () => ({ what: 'Liste préparée' }),
  list_cancelled: () => ({ what: 'Envoi annulé avant le départ' }),
  list_given: ({ facts }) => ({
    what: `Liste de ${facts.doctors} ${facts.doctors === 1 ? 'médecin' : 'médecins'} transmise`,
    more: `par ${channelNames[facts.channel as Channel]}`,
  }),
  told_by_phone: ({ facts }) => ({
    what: facts.call ? (CALLS[String(facts.call)] ?? 'Appel') : 'Liste donnée par téléphone',
    more: facts.doctors ? `${facts.doctors} ${facts.doctors === 1 ? 'médecin' : 'médecins'}` : null,
  }),
  message_failed: ({ facts }) => ({
    what: `${channelLabels[facts.channel as Channel]} non remis`,
    more: String(facts.reason ?? ''),
  }),
  outcome: ({ facts }, nameOf) => ({
    what: ANSWERS[String(facts.answer)] ?? 'Réponse du foyer',
    more: typeof facts.doctor === 'string' ? nameOf(facts.doctor) : null,
  }),
  doctor_asked: ({ facts }, nameOf) => ({
    what: `${nameOf(String(facts.doctor))} sollicité${facts.medium === 'phone' ? ', à appeler' : ''}`,
    more: `réponse attendue avant le ${shortDay(String(facts.until))}`,
  }),
  doctor_answered: ({ facts }, nameOf) => ({
    what: `${nameOf(String(facts.doctor))} : ${DOCTOR_SAID[String(facts.answer)] ?? 'a répondu'}`,
    more: facts.late ? 'après la date' : null,
  }),
  doctor_called: ({ facts }, nameOf) => ({
    what: `Appel à ${nameOf(String(facts.doctor))}`,
    more: facts.call === 'rappellera' ? 'rappellera' : 'pas joint',
  }),
  proposal_ended: ({ facts }, nameOf) => ({
    what: `${nameOf(String(facts.doctor))} : ${ENDED[String(facts.why)] ?? 'sollicitation terminée'}`,
  }),
  solution_told: ({ facts }) => ({
    what: 'Solution annoncée au foyer',
    more: `par ${channelNames[facts.channel as Channel]}, réponse attendue avant le ${shortDay(String(facts.until))}`,
  }),
  household_answered: ({ facts }, nameOf) => ({
    what: householdSaid(facts),
    more:
      [
        typeof facts.doctor === 'string' && nameOf(facts.doctor),
        HOUSEHOLD_REASONS[String(facts.reason)],
      ]
        .filter(Boolean)
        .join(', ') || null,
  }),
  rung: ({ facts }) => ({ what: RUNGS[String(facts.rung)] ?? 'Étape suivante' }),
  taken_from_list: ({ facts }, nameOf) => ({
    what: `${nameOf(String(facts.doctor))} accueille ce foyer, depuis la liste commune`,
  }),
  member_added: ({ facts }) => ({ what: `Une personne de plus : ${facts.people} dans le foyer` }),
  member_removed: ({ facts }) => ({
    what: `Une personne de moins : ${facts.people} dans le foyer`,
    more: REMOVED[String(facts.reason)] ?? null,
  }),
  paused: ({ facts }) => ({
    what: facts.silent ? 'Recherche en pause, faute de réponse du foyer' : 'Recherche en pause',
    more: `jusqu’au ${shortDay(String(facts.until))}`,
  }),
  resumed: () => ({ what: 'Recherche reprise' }),
  still_searching: () => ({ what: 'Le foyer cherche toujours' }),
  settled: ({ facts }, nameOf) => ({
    what: SETTLED[String(facts.answer)] ?? 'Désaccord tranché',
    more: typeof facts.doctor === 'string' ? nameOf(facts.doctor) : null,
  }),
  sms_stopped: () => ({ what: 'Ne veut plus recevoir de SMS' }),
  sms_resumed: () => ({ what: 'Veut bien recevoir des SMS de nouveau' }),
  survey_stopped: () => ({ what: 'Ne veut plus recevoir d’enquête' }),
  closed: ({ facts }) => ({
    what: 'Demande close',
    more: closeReasonLabels[facts.reason as CloseReason],
  }),
  reopened: () => ({ what: 'Demande rouverte à sa date d’inscription' }),
}

function householdSaid({ answer, wider }: TimelineEvent['facts']): string {
  if (wider)
    return wider === 'agreed'
      ? 'Le foyer accepte d’aller plus loin'
      : 'Le foyer préfère rester près'
  return answer === 'agreed' ? 'Le foyer est d’accord' : 'Le foyer refuse, il garde sa place'
}

/** Earlier calls without a list given: « 23 novembre, 10 h, appel sans réponse ». */
export function attemptsOf(events: readonly TimelineEvent[]): string[] {
  return events
    .filter(({ kind, facts }) => kind === 'told_by_phone' && facts.call)
    .map(
      ({ at, facts }) =>
        `${momentLabel(at)}, ${(CALLS[String(facts.call)] ?? 'appel').toLowerCase()}`,
    )
}

function actorText(actor: string): string | null {
  if (actor === 'system' || actor === 'public') return null
  return actor === 'patient' ? 'depuis la page privée' : actor
}
