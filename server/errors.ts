import type { Words } from '../web/words/fr.ts'

export type ErrorWords = keyof Words['errors']

/**
 * An expected refusal, told to the person in the words of the catalogue.
 * Anything else that is thrown is a bug: 500, a generic page with a reference.
 */
export abstract class UserError extends Error {
  abstract readonly status: number
  constructor(readonly words: ErrorWords) {
    super(words)
  }
}

export class NotFound extends UserError {
  readonly status = 404
  constructor() {
    super('notFound')
  }
}

export class Forbidden extends UserError {
  readonly status = 403
  constructor() {
    super('forbidden')
  }
}

/** A form sent from another site than ours. */
export class FromElsewhere extends UserError {
  readonly status = 403
  constructor() {
    super('otherSite')
  }
}

export class LinkExpired extends UserError {
  readonly status = 410
  constructor() {
    super('linkExpired')
  }
}

/** The household had everything erased: no link opens it, and no new one will. */
export class LinkErased extends UserError {
  readonly status = 410
  constructor() {
    super('linkErased')
  }
}

export class SameKeyOtherContent extends UserError {
  readonly status = 409
  constructor() {
    super('sameKeyOtherContent')
  }
}

/** A version that is no longer the current one: who changed it, and when, is told on the page. */
export class StaleVersion extends UserError {
  readonly status = 409
  constructor(
    readonly changedBy: string | null,
    readonly changedAt: Date,
  ) {
    super('staleVersion')
  }
}

/** Places went, or came back, while somebody typed how many are left. */
export class TakenMeanwhile extends StaleVersion {
  constructor(at: Date) {
    super(null, at)
  }
}

export class TooManyTries extends UserError {
  readonly status = 429
  constructor(readonly retryAfterSeconds: number) {
    super('tooManyTries')
  }
}

export class Unavailable extends UserError {
  readonly status = 503
  readonly retryAfterSeconds = 5
  constructor() {
    super('unavailable')
  }
}

export class MoveRefused extends UserError {
  readonly status = 409
  constructor(
    readonly from: string,
    readonly to: string,
  ) {
    super('moveRefused')
  }
}

/** Fewer places are left with the doctor than the people who need one. */
export class PlacesTaken extends UserError {
  readonly status = 409
  constructor() {
    super('placesTaken')
  }
}

/** A household that paused its search is asked about again only once it goes on. */
export class HouseholdPaused extends UserError {
  readonly status = 409
  constructor() {
    super('householdPaused')
  }
}

/** An account that may register people, but that no coordinator said where it works. */
export class NoProfile extends UserError {
  readonly status = 409
  constructor() {
    super('noProfile')
  }
}

/** A proposal of this household already waits for this doctor, or was accepted. */
export class AlreadyProposed extends UserError {
  readonly status = 409
  constructor() {
    super('alreadyProposed')
  }
}
