export { noteAbsence } from './absence.ts'
export { endAgreed, findAgreed } from './agreed.ts'
export { type Answered, type Answering, answerProposal } from './answering.ts'
export { type Asking, askDoctors } from './asking.ts'
export { type Cared, careForProposals } from './care.ts'
export { isDoctorGone } from './care-store.ts'
export { type Case, onceOnCase } from './case.ts'
export { callAboutProposals, haveDoctorWarned, newsOf } from './doctor-news.ts'
export { addMember } from './growth.ts'
export { holdPlaces } from './holding.ts'
export { answerOffer, type OfferAnswer, tellHousehold } from './offering.ts'
export { pauseSearch } from './pausing.ts'
export {
  findLiving,
  findProposal,
  listAccepted,
  listProposals,
  listWaiting,
  type Proposal,
} from './proposals-store.ts'
export { findOpenRound, type Round } from './rounds-store.ts'
export { shrinkHold } from './shrinking.ts'
export { type Summary, summaryOf } from './summary.ts'
export { type Taken, takeHousehold } from './taking.ts'
export { noteDoctorCall, putBack, takeBack } from './taking-back.ts'
