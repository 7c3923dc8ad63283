import { type Html, raw } from '../html.ts'

const paths = {
  alert: '<path d="M12 3.8 21.5 20h-19L12 3.8Z"/><path d="M12 10v4.5M12 17.3v.1"/>',
  'arrow-left': '<path d="M19 12H5M11 6l-6 6 6 6"/>',
  'arrow-right': '<path d="M5 12h14M13 6l6 6-6 6"/>',
  check: '<path d="m4.5 12.5 5 5 10-11"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.5 2"/>',
  cross: '<path d="m6 6 12 12M18 6 6 18"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.1"/>',
  lock: '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
  mail: '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7 8 6 8-6"/>',
  pause: '<circle cx="12" cy="12" r="9"/><path d="M10 9v6M14 9v6"/>',
  pencil: '<path d="m4 20 1-4.5L16.5 4a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19 4 20Z"/>',
  phone:
    '<path d="M6.2 3.5h2.6l1.5 4.2-2 1.5a13 13 0 0 0 6.5 6.5l1.5-2 4.2 1.5v2.6c0 1.2-1 2.2-2.2 2.2C11 19.6 4.4 13 4 5.7 4 4.5 5 3.5 6.2 3.5Z"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  print:
    '<path d="M7 8V3.5h10V8M7 17H4.5v-7a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v7H17"/><rect x="7" y="14" width="10" height="6.5"/>',
}

export type IconName = keyof typeof paths

/** A decorative pictogram, always beside its word. Arrows follow the direction of reading. */
export function icon(name: IconName): Html {
  const flip = name.startsWith('arrow') ? ' icon-flip' : ''
  return raw(
    `<svg class="icon${flip}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths[name]}</svg>`,
  )
}

/** The mark of the product: the person, the dash that links, the doctor. */
export const brandMark: Html = raw(
  '<svg class="brand-mark" viewBox="0 0 44 16" aria-hidden="true" focusable="false">' +
    '<rect class="mark-dash" x="8" y="5.5" width="28" height="5" rx="2.5"/>' +
    '<circle class="mark-person" cx="7.5" cy="8" r="6.5"/>' +
    '<circle class="mark-halo" cx="36" cy="8" r="6.5"/>' +
    '<circle class="mark-doctor" cx="36" cy="8" r="5"/></svg>',
)
