import type { Site } from '../../web/components/layout.ts'
import { type Html, raw } from '../../web/html.ts'
import { activationPage } from '../../web/pages/staff/activation.ts'
import { codePage, signInPage } from '../../web/pages/staff/sign-in.ts'

/** Signing in, and the first visit of an account. */
export function doorPages(site: Site): Record<string, Html> {
  return {
    'equipe-connexion': signInPage(site, {
      email: '',
      errors: {},
      next: '/coordination',
      said: null,
    }),
    'equipe-connexion-refusee': signInPage(site, {
      email: 'ines@example.org',
      errors: {
        mot_de_passe: 'Ce mail et ce mot de passe ne vont pas ensemble. Vérifiez les majuscules.',
      },
      next: null,
      said: null,
    }),
    'equipe-code': codePage(site, { errors: {}, next: null }),
    'equipe-activation': activationPage(site, {
      action: '/activation/abc',
      email: 'ines@example.org',
      qr: raw(
        '<svg viewBox="0 0 9 9" role="img" aria-label="QR code"><path d="M0 0h3v3H0zM6 0h3v3H6zM0 6h3v3H0z"/></svg>',
      ),
      secret: 'JBSWY3DPEHPK3PXP',
      errors: {},
      hasAgreed: false,
    }),
  }
}
