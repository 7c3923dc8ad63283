import type { TextsView } from '../../web/pages/staff/texts.ts'
import { momentLabel } from '../calendar/labels.ts'
import { about } from '../messaging/list.ts'
import type { Template } from '../messaging/rules.ts'
import { type Described, described } from './described.ts'
import type { Save } from './history.ts'

const readers: Record<Described['reader'], string> = {
  patient: 'Aux foyers',
  doctor: 'Aux médecins',
  account: 'À ceux qui inscrivent',
}

/** Every message, by who reads it; `edited` holds the last save of those that say the territory's own words. */
export function textsView(edited: ReadonlyMap<string, Save>): TextsView {
  const templates = Object.keys(described) as Template[]
  return {
    groups: Object.entries(readers).map(([reader, title]) => ({
      title,
      rows: templates
        .filter((template) => described[template].reader === reader)
        .map((template) => rowOf(template, edited.get(template))),
    })),
  }
}

function rowOf(template: Template, save: Save | undefined): TextsView['groups'][number]['rows'][0] {
  const { channels, when } = described[template]
  return {
    template,
    title: about[template],
    when,
    channels: channelsText(template),
    isFixed: channels.length === 0,
    edited: save ? `${save.changedBy}, le ${momentLabel(save.at)}` : null,
  }
}

/** How a message leaves, in a few words: the code is an SMS, whom to expect a secure mail. */
export function channelsText(template: Template): string {
  const { channels } = described[template]
  if (channels.length === 2) return 'mail ou SMS'
  if (template === 'doctor_code') return 'SMS'
  return template === 'household_expected' ? 'messagerie sécurisée' : 'mail'
}

/** Who reads a message, what makes it leave, and how. */
export function aboutText(template: Template): string {
  const { reader, when } = described[template]
  return `${readers[reader]}. ${when} Par ${channelsText(template)}.`
}
