import type { Assets } from '../entries.ts'
import { type Html, html, raw } from '../html.ts'
import { phoneHref, phoneText } from '../words/phone.ts'
import { type Language, wordsFor } from '../words/words.ts'
import { brandMark, icon } from './icons.ts'

/** Who answers in a territory; `contactPhone` in any French writing, `contactHours` ready to read. */
export type TerritoryContact = {
  readonly slug: string
  readonly name: string
  readonly contactName: string
  readonly contactPhone: string
  readonly contactHours: string
}

/** What every page of one answer shares. */
export type Site = {
  readonly lang: Language
  readonly nonce: string
  readonly assets: Assets
  /** In a demonstration every page says that nobody real may be entered. */
  readonly demo: boolean
  readonly territory?: TerritoryContact
}

export type Page = Site & {
  /** Without the product's name nor « Erreur : ». */
  readonly title: string
  readonly body: Html
  /**
   * `patient`: one calm column. `doctor`, the same with the staff sheet. `referrer`, the same again, signed in.
   * `staff`: dense, full width. No emergency line for the last two: they are at work, not in need.
   */
  readonly variant: 'patient' | 'doctor' | 'referrer' | 'staff'
  /** One column in a staff page. */
  readonly narrow?: boolean
  readonly hasErrors?: boolean
  /** Addresses of the islands this page needs. */
  readonly scripts?: readonly string[]
  /** Navigation and account of the staff, inside the header. */
  readonly staffNav?: Html
}

/** A whole HTML document. Nothing inline: it holds under a Content-Security-Policy with a nonce. */
export function layout(page: Page): Html {
  const words = wordsFor(page.lang).site
  const prefix = page.hasErrors ? words.errorPrefix : ''
  return html`<!doctype html>
<html lang="${page.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${prefix}${page.title} - ${words.product}</title>
<meta name="robots" content="noindex">
<meta name="theme-color" content="#6e1f5c">
<link rel="icon" href="${page.assets.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${page.variant === 'patient' ? page.assets.patientCss : page.assets.staffCss}">
${scriptsOf(page).map((src) => html`<script type="module" src="${src}" nonce="${page.nonce}"></script>\n`)}</head>
<body class="${page.variant}">
<a class="skip-link" href="#contenu">${words.skip}</a>
${header(page)}
<main id="contenu" tabindex="-1" class="${page.variant === 'staff' && !page.narrow ? 'wide' : 'column'}">
${page.body}
${isForAnyone(page) && emergencyNotice(page.lang)}
</main>
${footer(page)}
</body>
</html>
`
}

/** Rule 13 of server/README.md, word for word. */
export function emergencyNotice(lang: Language): Html {
  const words = wordsFor(lang).site
  return html`<div class="notice notice-plain emergency">${icon('info')}<div class="notice-body"><p>${words.emergencyIntro} ${raw(words.emergency)}.</p></div></div>`
}

function scriptsOf(page: Page): readonly string[] {
  const scripts = page.scripts ?? []
  return page.hasErrors ? [page.assets.focusJs, ...scripts] : scripts
}

function header(page: Page): Html {
  const words = wordsFor(page.lang).site
  const { territory } = page
  return html`<header class="site-header">${page.demo && html`<p class="demo-banner">${words.demo}</p>`}
<div class="site-header-inner">
<a class="brand" href="${homeOf(page)}">${brandMark}<span><span class="brand-name">${words.product}</span>${
    territory && html`<span class="brand-by">${territory.name}</span>`
  }</span></a>
${page.staffNav}${isForAnyone(page) && territory && helpLink(page, territory)}
</div></header>`
}

function helpLink(page: Page, territory: TerritoryContact): Html {
  const phone = territory.contactPhone
  return html`<a class="help-link" href="${phoneHref(phone)}">${icon('phone')}<span>${wordsFor(page.lang).site.help} <span class="visually-hidden">${phoneText(phone)}</span></span></a>`
}

function footer(page: Page): Html {
  const words = wordsFor(page.lang).site
  const { territory } = page
  return html`<footer class="site-footer"><div class="site-footer-inner stack">${
    page.variant !== 'staff' &&
    territory &&
    html`<p>${words.helpByPhone}<a href="${phoneHref(territory.contactPhone)}">${phoneText(territory.contactPhone)}</a>, ${territory.contactHours}.</p>`
  }
<div class="site-footer-links"><a href="/information">${words.yourData}</a><a href="/accessibilite">${words.accessibility}</a></div>
</div></footer>`
}

function isForAnyone({ variant }: Page): boolean {
  return variant === 'patient' || variant === 'doctor'
}

function homeOf(page: Page): string {
  if (page.variant === 'staff') return '/coordination'
  if (page.variant === 'referrer') return '/signalements'
  return page.territory ? `/t/${page.territory.slug}/questionnaire` : '/questionnaire'
}
