/** What the build bundles for the browser, relative to `web/`: a name in `Assets` for each file. */
export const entries = {
  patientCss: 'styles/patient.css',
  staffCss: 'styles/staff.css',
  addressJs: 'client/address.ts',
  focusJs: 'client/error-focus.ts',
  printJs: 'client/print.ts',
  mapJs: 'client/map.ts',
  staffJs: 'client/staff-main.ts',
} as const

/** Public address of every built file, for example `/assets/patient-3f2a.css`. */
export type Assets = Readonly<Record<keyof typeof entries | 'icon', string>>
