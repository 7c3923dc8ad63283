import type { Request, Response } from 'express'
import * as z from 'zod'
import { requestPage } from '../../web/pages/staff/request.ts'
import { ALL_DOCTORS } from '../../web/words/options.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, NotFound, StaleVersion } from '../errors.ts'
import { putBack } from '../followup/putting-back.ts'
import type { Answer } from '../followup/rules.ts'
import { recordAnswer, WhichDoctor } from '../followup/service.ts'
import { settleDisagreement } from '../followup/settling.ts'
import { recordStillSearching } from '../followup/still-searching.ts'
import { COORDINATES, READS, type Staff, staff } from '../http/access.ts'
import {
  actKey,
  type FormValues,
  fieldErrors,
  formValues,
  queryValues,
  tickedValues,
} from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { placeHome } from '../orientation/placing.ts'
import {
  closeRequest,
  correctReach,
  decideVerdict,
  moveByHand,
  pinHome,
  replaceHome,
  type Target,
} from '../orientation/service.ts'
import { resumeSms } from '../orientation/stopping.ts'
import { pauseSearch } from '../proposals/service.ts'
import type { Wanted } from '../shortlists/choice.ts'
import { staffSite } from './frame.ts'
import { staleView, targetOf, viewRequest } from './read-request.ts'
import {
  Closing,
  kmOf,
  OtherAddress,
  Position,
  ReachForm,
  SettledForm,
  SimpleMove,
  StaffAnswer,
  TerritoryDecision,
} from './request-schema.ts'

const PATH = '/coordination/demandes/:id'
/** What came too late, or changed meanwhile, by the mark that the address carries. */
const NOTICES: Record<string, string> = {
  'trop-tard': 'Trop tard pour annuler : le message est parti.',
  'entre-temps': 'La demande a changé entre-temps. La voici comme elle est : rien n’a été écrasé.',
  'medecin-parti':
    'Ce médecin n’accueille plus : la demande revient à orienter, à sa date. Dites-le au foyer.',
  'reponse-tardive':
    'La sollicitation était terminée quand vous avez noté cette réponse. Elle est dans l’historique.',
  'medecin-sollicite':
    'Un autre médecin est sollicité pour ce foyer. Retirez d’abord la sollicitation, puis tranchez.',
}
/** What stands in the way of an act, by the mark of the notice that says what to do first. */
const FIRST: Record<string, string> = { desaccord: 'medecin-sollicite' }
/** Of doctors by the thousand, nobody reads all: the others are one press away. */
const DOCTORS_SHOWN: Wanted = { ranked: 50, excluded: 50 }
const ALL_DOCTORS_SHOWN: Wanted = { ranked: Number.POSITIVE_INFINITY, excluded: 200 }
const WHICH_DOCTOR = {
  medecin_suite: 'Choisissez le médecin qui a refusé ou est complet, ou « tous ».',
}

/** The page of one request, and every act on it but the sending of a list. */
export function requestRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(READS), async (req, res, who) => {
      await showRequest(deps, { req, res, who, status: 200 })
    }),
    act(deps, 'position', async (target, form) => {
      if (form.candidat !== undefined && form.candidat !== '')
        return pickCandidate(deps, target, form.candidat)
      const { lon, lat } = Position.parse(form)
      const pinned = {
        position: [lon, lat] as const,
        label: null,
        inseeCode: null,
        oldInseeCode: null,
      }
      await pinHome(deps, target, pinned, deps.now())
    }),
    act(deps, 'adresse', async (target, form) => {
      const { adresse, code_postal, commune } = OtherAddress.parse(form)
      const typed = { address: adresse, postalCode: code_postal, commune }
      await replaceHome(deps, target, await placeHome(deps, target.territoryId, typed), deps.now())
    }),
    act(deps, 'coordonnees', async (target, form) => {
      await correctReach(deps, target, ReachForm.parse(form), deps.now())
    }),
    act(deps, 'sms', (target) =>
      deps.database.transaction((tx) => resumeSms(tx, deps, target, deps.now())),
    ),
    act(deps, 'territoire', async (target, form) => {
      const { verdict, raison_verdict } = TerritoryDecision.parse(form)
      await decideVerdict(deps, target, { verdict, reason: raison_verdict }, deps.now())
    }),
    act(deps, 'etat', async (target, form) => {
      const { etat } = SimpleMove.parse(form)
      if (etat === 'ready') await putBack(deps, target, { key: actKey(form) }, deps.now())
      else await moveByHand(deps, target, etat, deps.now())
    }),
    act(deps, 'clore', async (target, form) => {
      const { raison_cloture } = Closing.parse(form)
      await closeRequest(deps, target, { reason: raison_cloture }, deps.now())
    }),
    act(deps, 'toujours', async (target, form) => {
      await recordStillSearching(deps, target, { key: actKey(form) }, deps.now())
    }),
    act(deps, 'reprise', (target) => pauseSearch(deps, target, null, deps.now())),
    act(deps, 'desaccord', async (target, form) => {
      const isTaken = SettledForm.parse(form).verdict_suite === 'pris'
      await settleDisagreement(deps, target, { key: actKey(form), isTaken }, deps.now())
    }),
    act(deps, 'suite', async (target, form, req) => {
      const { suite, medecin_suite } = StaffAnswer.parse(form)
      const told = {
        key: actKey(form),
        answer: ANSWERS[suite],
        availabilityId: medecin_suite === ALL_DOCTORS ? ('all' as const) : medecin_suite || null,
        memberIds: tickedValues(req, 'membre'),
      }
      await recordAnswer(deps, target, told, deps.now())
    }),
  ]
}

const ANSWERS: Record<z.infer<typeof StaffAnswer>['suite'], Answer> = {
  rendez_vous: 'appointment',
  vu: 'seen',
  declare: 'declared',
  refuse: 'refused',
  complet: 'full',
  pas_appele: 'not_called',
  non: 'not_found',
}

type Act = (target: Target, form: FormValues, req: Request) => Promise<void>

/**
 * A form of the page: done, back to the page. A wrong field gives the page again with what was typed; a stale
 * version, the page as it is now with who changed it; a move that something else must come before, a notice that says what.
 */
function act(deps: Deps, name: string, perform: Act): Route {
  return post(`${PATH}/${name}`, staff(COORDINATES), async (req, res, who) => {
    const form = formValues(req)
    const id = idOf(req)
    try {
      await perform(targetOf(id, who, form.version), form, req)
      res.redirect(303, `/coordination/demandes/${id}`)
    } catch (error) {
      if (error instanceof WhichDoctor)
        return showRequest(deps, { req, res, who, status: 422, form, errors: WHICH_DOCTOR })
      if (error instanceof z.ZodError)
        return showRequest(deps, { req, res, who, status: 422, form, errors: fieldErrors(error) })
      if (error instanceof StaleVersion)
        return showRequest(deps, { req, res, who, status: 409, stale: staleView(error) })
      if (error instanceof MoveRefused && FIRST[name])
        return res.redirect(303, `/coordination/demandes/${id}?${FIRST[name]}`)
      throw error
    }
  })
}

function noticeOf(query: FormValues): string | null {
  const mark = Object.keys(NOTICES).find((name) => query[name] !== undefined)
  return mark ? (NOTICES[mark] ?? null) : null
}

export type Showing = {
  req: Request
  res: Response
  who: Staff
  status: number
  form?: FormValues
  errors?: Record<string, string>
  stale?: ReturnType<typeof staleView>
}

/** Answers with the page of a request. */
export async function showRequest(
  deps: Deps,
  { req, res, who, status, form = {}, errors = {}, stale }: Showing,
): Promise<void> {
  const reading = {
    requestId: idOf(req),
    who,
    km: kmOf(queryValues(req).km),
    wanted: queryValues(req).tous === undefined ? DOCTORS_SHOWN : ALL_DOCTORS_SHOWN,
    notice: noticeOf(queryValues(req)),
    form: { values: form, errors },
    stale: stale ?? null,
  }
  const [view, site] = await Promise.all([
    viewRequest(deps, reading, deps.now()),
    staffSite(deps, res, who),
  ])
  show(res, status, requestPage(site, view))
}

/** The address picked among those that the geocoder proposed. */
async function pickCandidate(deps: Deps, target: Target, index: string): Promise<void> {
  await pinHome(
    deps,
    target,
    ({ home }) => {
      const picked = home.candidates[Number(index)]
      if (!picked?.position) throw new NotFound()
      const { label, inseeCode, oldInseeCode, position } = picked
      return { label, inseeCode, oldInseeCode, position }
    },
    deps.now(),
  )
}

/** @throws NotFound when the address holds no identifier. */
export function idOf(req: Request): string {
  const { id } = req.params
  if (typeof id !== 'string' || !z.uuid().safeParse(id).success) throw new NotFound()
  return id
}
