import { errors } from './fr/errors.ts'
import { messages } from './fr/messages.ts'
import { site } from './fr/site.ts'

/** Everything a patient reads, in French. Another language is one more object of type `Words`. */
export const fr = { site, errors, messages }

export type Words = typeof fr
