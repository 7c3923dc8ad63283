import { fileURLToPath } from 'node:url'
import compression from 'compression'
import express, { type Express } from 'express'
import { accountRoutes } from './accounts/routes.ts'
import { sessions, whoIsThere } from './accounts/session.ts'
import { callbackRoutes } from './callbacks/routes.ts'
import { campaignRoutes } from './campaigns/routes.ts'
import { commonListRoutes } from './common-list/routes.ts'
import { announceRoutes } from './coordination/announce-routes.ts'
import { askRoutes } from './coordination/ask-routes.ts'
import { inboxRoutes } from './coordination/inbox-routes.ts'
import { mapRoutes } from './coordination/map-routes.ts'
import { referralActRoutes } from './coordination/referral-routes.ts'
import { requestRoutes } from './coordination/request-routes.ts'
import { sendRoutes } from './coordination/send-routes.ts'
import { solutionRoutes } from './coordination/solution-routes.ts'
import { todoRoutes } from './coordination/todo-routes.ts'
import { departureRoutes } from './departures/routes.ts'
import type { Deps } from './deps.ts'
import { doctorPageRoutes } from './doctor-page/routes.ts'
import { doctorRoutes } from './doctors/routes.ts'
import { exportRoutes } from './exports/routes.ts'
import { followRoutes } from './followup/routes.ts'
import { smsRoutes } from './followup/sms-routes.ts'
import { vcardRoutes } from './followup/vcard-routes.ts'
import { answerErrors, answerNotFound } from './http/error-page.ts'
import { nonce, noStore, securityHeaders } from './http/headers.ts'
import { healthRoutes } from './http/health.ts'
import { journal } from './http/journal.ts'
import { checkOrigin } from './http/origin.ts'
import { mount, type Route } from './http/routes.ts'
import { indicatorRoutes } from './indicators/routes.ts'
import { messageRoutes } from './messaging/routes.ts'
import { ownFileRoutes } from './own-file/routes.ts'
import { practiceRoutes } from './practices/routes.ts'
import { prospectRoutes } from './prospects/routes.ts'
import { publicRoutes } from './public/routes.ts'
import { qrRoutes } from './qr/routes.ts'
import { doorRoutes } from './questionnaire/doors.ts'
import { batchRoutes } from './referrals/batch-routes.ts'
import { completionRoutes } from './referrals/completion-routes.ts'
import { reportRoutes } from './referrals/report-routes.ts'
import { referralRoutes } from './referrals/routes.ts'
import { referrerRoutes } from './referrers/routes.ts'
import { refusalRoutes } from './refusals/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { surveyRoutes } from './survey/routes.ts'
import { textRoutes } from './texts/routes.ts'
import { tileRoutes } from './tiles/routes.ts'

/** The largest form is a household of eight: about 6 kB. */
const FORM_LIMIT = '32kb'
const FORM_FIELDS = 300
const YEAR_MS = 31_536_000_000

const ASSETS = fileURLToPath(new URL('../dist/web/', import.meta.url))

export type AppOptions = { isStopping?: () => boolean }

/** The whole of the web application: what every request goes through, then every route. */
export function createApp(deps: Deps, { isStopping = () => false }: AppOptions = {}): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  if (deps.config.trustProxy) app.set('trust proxy', trustedHops(deps.config.trustProxy))
  app.use(journal(deps.log))
  app.use(nonce, securityHeaders({ https: deps.config.publicUrl.startsWith('https:') }))
  app.use(compression())
  app.use('/assets', express.static(ASSETS, { immutable: true, maxAge: YEAR_MS, index: false }))
  app.use(noStore, checkOrigin(deps.config))
  app.use(express.urlencoded({ extended: false, limit: FORM_LIMIT, parameterLimit: FORM_FIELDS }))
  app.use(sessions(deps), whoIsThere(deps))
  mount(app, [...healthRoutes(deps, isStopping), ...routesOf(deps)])
  app.use(answerNotFound, answerErrors(deps))
  return app
}

/** Every route of every feature; the first that fits answers. The access test reads this list. */
export function routesOf(deps: Deps): Route[] {
  return [
    ...publicRoutes(deps),
    ...doorRoutes(deps),
    ...followRoutes(deps),
    ...vcardRoutes(deps),
    ...smsRoutes(deps),
    ...ownFileRoutes(deps),
    ...doctorPageRoutes(deps),
    ...commonListRoutes(deps),
    ...accountRoutes(deps),
    ...inboxRoutes(deps),
    ...sendRoutes(deps),
    ...askRoutes(deps),
    ...announceRoutes(deps),
    ...solutionRoutes(deps),
    ...todoRoutes(deps),
    ...requestRoutes(deps),
    ...referralActRoutes(deps),
    ...messageRoutes(deps),
    ...campaignRoutes(deps),
    ...surveyRoutes(deps),
    ...prospectRoutes(deps),
    ...doctorRoutes(deps),
    ...departureRoutes(deps),
    ...practiceRoutes(deps),
    ...referrerRoutes(deps),
    ...referralRoutes(deps),
    ...completionRoutes(deps),
    ...batchRoutes(deps),
    ...reportRoutes(deps),
    ...mapRoutes(deps),
    ...indicatorRoutes(deps),
    ...refusalRoutes(deps),
    ...exportRoutes(deps),
    ...qrRoutes(deps),
    ...settingsRoutes(deps),
    ...textRoutes(deps),
    ...tileRoutes(deps),
    ...callbackRoutes(deps),
  ]
}

/** A number of proxies, or a list of their addresses. */
function trustedHops(setting: string): number | string {
  return /^\d+$/.test(setting) ? Number(setting) : setting
}
