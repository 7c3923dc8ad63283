import type { Html } from '../../web/html.ts'
import {
  surveyGonePage,
  surveyPage,
  surveyStopPage,
  surveyStoppedPage,
  surveyThanksPage,
} from '../../web/pages/public/survey.ts'
import { fr } from '../../web/words/fr.ts'
import type { Shown } from './patient-gallery.ts'

/** The survey of the year, in every state. */
export function surveyPages(site: Shown): Record<string, Html> {
  const path = '/enquete/abc'
  const blank = { path, territory: site.territory, values: {}, errors: {} }
  return {
    enquete: surveyPage(site, blank),
    'enquete-erreur': surveyPage(site, {
      ...blank,
      errors: { trouve: fr.survey.errors.empty },
    }),
    'enquete-merci': surveyThanksPage(site),
    'enquete-finie': surveyGonePage(site),
    'enquete-arreter': surveyStopPage(site, path),
    'enquete-arretee': surveyStoppedPage(site),
  }
}
