import type { StaffSite } from '../../web/components/staff/frame.ts'
import type { Html } from '../../web/html.ts'
import { announcePage } from '../../web/pages/staff/announce.ts'
import { announceCallPage } from '../../web/pages/staff/announce-call.ts'
import { askPage } from '../../web/pages/staff/ask.ts'
import { inboxPage } from '../../web/pages/staff/inbox.ts'
import { requestPage } from '../../web/pages/staff/request.ts'
import { settingsPage } from '../../web/pages/staff/settings.ts'
import { announcing, asking, calling, naming, settings } from './staff-asking-views.ts'
import {
  accepted,
  agreed,
  aSolutionRequest,
  asked,
  ladder,
  offered,
  todo,
} from './staff-solution-views.ts'
import { anInboxRow, aRequest } from './staff-support.ts'
import { anInbox, oneTodoPage } from './staff-views.ts'

/** The staff pages of mode `brokered`, by a short name. */
export function solutionPages(site: StaffSite): Record<string, Html> {
  const { ranking } = aRequest()
  const toAsk = ranking && {
    ...ranking,
    canSend: false,
    asking: { reachKm: 5, reasonableKm: 10 },
  }
  return {
    'equipe-solution-a-choisir': requestPage(
      site,
      aSolutionRequest('ready', null, { ranking: toAsk, todos: [todo('choose_again')] }),
    ),
    'equipe-solution-sollicite': requestPage(site, aSolutionRequest('proposed', asked)),
    'equipe-solution-refusee': requestPage(
      site,
      aSolutionRequest('proposed', asked, {
        form: {
          values: { reponse_medecin: 'non' },
          errors: { raison_medecin: 'Choisissez pourquoi il dit non, par exemple « Complet ».' },
        },
      }),
    ),
    'equipe-solution-oui': requestPage(site, aSolutionRequest('proposed', accepted)),
    'equipe-solution-annoncee': requestPage(site, aSolutionRequest('offered', offered)),
    'equipe-solution-accord': requestPage(site, aSolutionRequest('agreed', agreed)),
    'equipe-solution-lecture': requestPage(
      { ...site, account: { name: 'Ève Contrôle', role: 'auditor' } },
      aSolutionRequest('proposed', asked),
    ),
    'equipe-solution-plus-loin': requestPage(
      site,
      aSolutionRequest('ready', null, {}, { ...ladder, askWider: null, noteWider: { km: 15 } }),
    ),
    'equipe-solliciter': askPage(site, asking),
    'equipe-solliciter-loin': askPage(site, {
      ...asking,
      beyond: { km: 2, whose: 'territory' },
      form: {
        values: {},
        errors: { motif_distance: 'Écrivez pourquoi aller aussi loin, par exemple : d’accord.' },
      },
    }),
    'equipe-annoncer': announcePage(site, announcing),
    'equipe-annoncer-appel': announceCallPage(site, calling),
    'equipe-nommer-appel': announceCallPage(site, naming),
    'equipe-reglages': settingsPage(site, { ...settings, isSaved: true }),
    'equipe-reglages-refuses': settingsPage(site, {
      ...settings,
      values: { ...settings.values, delai_medecin: 'cinq' },
      errors: { delai_medecin: 'Écrivez un nombre de jours, de 1 à 60, par exemple 5.' },
    }),
    'equipe-reglages-lecture': settingsPage(
      { ...site, account: { name: 'Ève Contrôle', role: 'auditor' } },
      settings,
    ),
    'equipe-demandes-sollicitation': inboxPage(
      site,
      anInbox({
        filters: { etat: 'chez_medecin', q: '', besoin: '' },
        tabCounts: {
          a_traiter: 12,
          chez_medecin: 3,
          chez_foyer: 2,
          accord: 4,
          vus: 8,
          declares: 11,
          closes: 2,
          toutes: 42,
        },
        rows: [
          anInboxRow({ status: 'proposed', nextStep: 'Réponse du médecin' }),
          anInboxRow({ id: 'd2', status: 'proposed', nextStep: 'Annoncer la solution au foyer' }),
        ],
        toDo: oneTodoPage([todo('tell_household'), todo('late_yes'), todo('ask_wider')]),
      }),
    ),
  }
}
