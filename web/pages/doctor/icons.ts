import { type Html, raw } from '../../html.ts'

const paths = {
  people:
    '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 20c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5"/><path d="M16 5.3a3.5 3.5 0 0 1 0 6.4M18 15c1.9.8 3.1 2.5 3.5 5"/>',
  person: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>',
  home_visit: '<path d="M3 11.5 12 4l9 7.5M5.5 10v10h13V10"/><path d="M12 11.8v5M9.5 14.3h5"/>',
  heart:
    '<path d="M12 20S3.5 15 3.5 8.8A4.6 4.6 0 0 1 12 6.5a4.6 4.6 0 0 1 8.5 2.3C20.5 15 12 20 12 20Z"/>',
  access:
    '<circle cx="11" cy="15" r="5.5"/><path d="M10 5v6h5l3 6.5 2-.8M10 7.8h4"/><circle cx="10" cy="3.5" r="1"/>',
  speech:
    '<path d="M4 5h11a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H9l-4 3.5V14H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z"/><path d="M19 9.5h1a2 2 0 0 1 2 2V16a2 2 0 0 1-2 2h-1v2.5L15.8 18"/>',
  calendar:
    '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 3v4M16 3v4"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.5 2"/>',
  practice:
    '<path d="M4 21V6.5L12 3l8 3.5V21M2.5 21h19"/><path d="M12 8.5v5M9.5 11h5M9.5 21v-4h5v4"/>',
  pin: '<path d="M12 21.5S5 15 5 9.7a7 7 0 0 1 14 0C19 15 12 21.5 12 21.5Z"/><circle cx="12" cy="9.7" r="2.5"/>',
}

export type FactIcon = keyof typeof paths

/** The pictogram of one fact of a doctor, always beside its word. */
export function factIcon(name: FactIcon): Html {
  return raw(
    `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths[name]}</svg>`,
  )
}
