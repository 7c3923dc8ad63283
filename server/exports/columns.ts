import type { OutcomeKind } from '../../prisma/generated/enums.ts'
import { schemeLabels } from '../../web/pages/staff/labels.ts'
import type { Actor } from '../audit/service.ts'
import type { MonthFigures } from '../indicators/rules.ts'
import { columnsOf, dayCell, wordsCell } from './cells.ts'
import type { OutcomeLine } from './service.ts'

const SAID: Record<OutcomeKind, string> = {
  appointment: 'rendez-vous pris',
  absent: 'absent au rendez-vous',
  refused: 'le médecin a refusé',
  full: 'le médecin est complet',
  not_called: 'n’a pas encore appelé',
  not_yet: 'pas encore trouvé',
  found: 'a trouvé',
  seen: 'a vu le médecin',
  declared: 'médecin traitant déclaré',
}

const TOLD_BY: Record<Actor['kind'], string> = {
  staff: 'l’équipe',
  patient: 'le foyer',
  doctor: 'le médecin',
  public: 'le foyer',
  system: 'le programme',
}

/** Columns of `suites.csv`. */
export const outcomeColumns = columnsOf<OutcomeLine>({
  reference: ({ reference }) => reference,
  date: ({ at }) => dayCell(at),
  suite: ({ kind }) => SAID[kind],
  dit_par: ({ toldBy }) => wordsCell(TOLD_BY, toldBy),
  medecin: ({ doctor }) => doctor?.name ?? null,
  cabinet: ({ doctor }) => doctor?.practice ?? null,
})

/** Columns of `indicateurs.csv`. */
export const monthColumns = columnsOf<MonthFigures>({
  mois: ({ month }) => month,
  demandes_recues: ({ received }) => received.households,
  demandes_recues_personnes: ({ received }) => received.people,
  foyers_orientes: ({ oriented }) => oriented.households,
  personnes_orientees: ({ oriented }) => oriented.people,
  foyers_ont_trouve: ({ found }) => found.households,
  personnes_ont_trouve: ({ found }) => found.people,
  foyers_declares: ({ declared }) => declared.households,
  personnes_declarees: ({ declared }) => declared.people,
  [schemeLabels.professionals]: ({ professionals }) => professionals.people,
  [schemeLabels.doctors]: ({ doctors }) => doctors.people,
  [schemeLabels.patients]: ({ oriented }) => oriented.people,
})
