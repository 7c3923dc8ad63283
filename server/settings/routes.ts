import { randomUUID } from 'node:crypto'
import type { Response } from 'express'
import { type SettingsView, settingsPage } from '../../web/pages/staff/settings.ts'
import { phoneText } from '../../web/words/phone.ts'
import { momentLabel } from '../calendar/labels.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { StaleVersion } from '../errors.ts'
import { COORDINATES, READS, type Staff, staff } from '../http/access.ts'
import { type FormValues, fieldErrors, formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import type { Settings } from './rules.ts'
import { SettingsForm } from './schema.ts'
import { changeSettings, readSettings } from './service.ts'

const PATH = '/coordination/reglages'

/** How a territory runs its scheme: read by the team, changed by who coordinates. */
export function settingsRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(READS), async (req, res, who) => {
      const isSaved = queryValues(req).enregistre !== undefined
      await showSettings(deps, { res, who }, { status: 200, isSaved })
    }),
    post(PATH, staff(COORDINATES), async (req, res, who) => {
      const values = formValues(req)
      const form = SettingsForm.safeParse(values)
      if (!form.success) {
        const errors = fieldErrors(form.error)
        return showSettings(deps, { res, who }, { status: 422, values, errors })
      }
      const target = {
        territoryId: who.territoryId,
        version: Number(values.version) || 0,
        actor: actorOf(who),
      }
      try {
        await changeSettings(deps, target, form.data, deps.now())
      } catch (error) {
        if (!(error instanceof StaleVersion)) throw error
        const stale = { by: error.changedBy, when: `le ${momentLabel(error.changedAt)}` }
        return showSettings(deps, { res, who }, { status: 409, stale })
      }
      res.redirect(303, `${PATH}?enregistre`)
    }),
  ]
}

type Page = {
  status: number
  values?: FormValues
  errors?: FormValues
  stale?: SettingsView['stale']
  isSaved?: boolean
}

async function showSettings(
  deps: Deps,
  { res, who }: { res: Response; who: Staff },
  { status, values, errors = {}, stale = null, isSaved = false }: Page,
): Promise<void> {
  const { settings, isBrokered, version, changedBy, changedAt } = await readSettings(
    deps,
    who.territoryId,
  )
  const view: SettingsView = {
    seal: { key: randomUUID(), version },
    isBrokered,
    values: values ?? valuesOf(settings),
    errors,
    lastChange: changedBy && changedAt && `${changedBy}, le ${momentLabel(changedAt)}`,
    stale,
    isSaved,
  }
  show(res, status, settingsPage(await staffSite(deps, res, who), view))
}

function valuesOf(settings: Settings): FormValues {
  return {
    contact_nom: settings.contactName,
    contact_telephone: phoneText(settings.contactPhone),
    contact_mail: settings.contactEmail,
    contact_horaires: settings.contactHours,
    tranche_km: typed(settings.bandKm),
    sollicitations_par_place: typed(settings.solicitedFactor),
    delai_nouvelles: typed(settings.answerWorkingDays),
    noms_dans_messages: yesNo(settings.namesInMessages),
    distance_raisonnable_km: typed(settings.reasonableKm),
    delai_medecin: typed(settings.proposalWorkingDays),
    delai_foyer: typed(settings.offerWorkingDays),
    apres_refus: settings.movesOnTo,
    plus_loin_km: typed(settings.widerKm),
    liste_commune: yesNo(settings.hasCommonList),
    liste_commune_jours: typed(settings.commonListDays),
  }
}

function typed(number: number): string {
  return String(number).replace('.', ',')
}

function yesNo(value: boolean): string {
  return value ? 'oui' : 'non'
}
