import * as z from 'zod'

/** Enough for the name of any place, few enough that the QR code keeps large squares. */
const MAX_SOURCE = 40

export const SOURCE_REFUSED =
  'Écrivez au plus 40 lettres sans accent, chiffres ou tirets, par exemple pharmacie-12.'

/** Code of the place where a flyer hangs; null when it says none. */
export const Source = z
  .string()
  .trim()
  .max(MAX_SOURCE, SOURCE_REFUSED)
  .regex(/^[A-Za-z0-9-]*$/, SOURCE_REFUSED)
  .transform((code) => code || null)
