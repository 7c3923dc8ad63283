type Team = { contactName: string; contactPhone: string }

const about = (reference: string) => `Du nouveau pour votre demande ${reference}`
const question = (reference: string) => `Une question pour votre demande ${reference}`

/** Subjects of the news of a request, and of what its household is asked. */
export const newsSubjects = {
  searching: about,
  request_news: about,
  declared_thanks: (reference: string) =>
    `Merci : votre demande ${reference} est menée à son terme`,
  request_closed: (reference: string) => `Votre demande ${reference} est close`,
  followup_10: (reference: string) => `Où en êtes-vous ? Demande ${reference}`,
  followup_30: (reference: string) => `Où en êtes-vous ? Demande ${reference}`,
  declared_ask: question,
  still_waiting: (reference: string) => `Des nouvelles de votre demande ${reference}`,
  still_waiting_reminder: question,
  search_paused: (reference: string) => `Votre demande ${reference} est en pause`,
}

const byPhone = ({ contactName, contactPhone }: Team) =>
  `Vous préférez le dire de vive voix ? Appelez ${contactName} au ${contactPhone}.`

/**
 * News of a request that moved or that waits. `text`: what is said; `page`: what the private
 * link that follows is for; `after`: said once it is given. Nothing of a doctor, of health nor of the household.
 */
export const news = {
  searching: {
    text: (reference: string) =>
      `Nous cherchons pour votre demande ${reference}. Vous n’avez rien à faire : elle garde sa place, à sa date.`,
    page: 'Où elle en est, jour après jour, est sur votre page privée :',
    after: null,
    sms: (reference: string) =>
      `nous cherchons pour votre demande ${reference}. Vous gardez votre place.`,
  },
  request_news: {
    text: (reference: string) => `Il y a du nouveau pour votre demande ${reference}.`,
    page: 'Tout est expliqué sur votre page privée :',
    after: byPhone,
    sms: (reference: string) => `du nouveau pour votre demande ${reference}.`,
  },
  declared_thanks: {
    text: (reference: string) =>
      `Votre demande ${reference} est menée à son terme. Merci de votre confiance : vous n’avez plus rien à faire.`,
    page: 'Si ce n’est pas exact, dites-le-nous sur votre page privée :',
    after: byPhone,
    sms: (reference: string) => `votre demande ${reference} est menée à son terme. Merci.`,
  },
  request_closed: {
    text: (reference: string) =>
      `Votre demande ${reference} est close. Si vous en avez de nouveau besoin, appelez-nous : elle reprend à sa date.`,
    page: 'Pourquoi, et quoi faire : votre page privée reste ouverte 30 jours :',
    after: byPhone,
    sms: (reference: string) => `votre demande ${reference} est close. Pour la reprendre, appelez.`,
  },
  followup_10: {
    text: (reference: string) =>
      `Où en êtes-vous ? Nous suivons votre demande ${reference} et aimerions savoir si vous avez pu appeler. Il n’y a pas de mauvaise réponse : vous gardez votre place.`,
    page: 'Répondez en un bouton sur votre page privée :',
    after: byPhone,
    sms: (reference: string) =>
      `avez-vous pu appeler ? Dites-le en un bouton, demande ${reference}.`,
  },
  followup_30: {
    text: (reference: string) =>
      `Où en êtes-vous pour votre demande ${reference} ? Si cela n’a pas marché, dites-le-nous : nous reprenons la recherche et vous gardez votre place.`,
    page: 'Répondez en un bouton sur votre page privée :',
    after: byPhone,
    sms: (reference: string) => `où en êtes-vous ? Dites-le en un bouton, demande ${reference}.`,
  },
  declared_ask: {
    text: (reference: string) =>
      `Il reste une étape pour votre demande ${reference}. Est-ce fait ?`,
    page: 'Elle est expliquée sur votre page privée, où vous répondez en un bouton :',
    after: byPhone,
    sms: (reference: string) => `il reste une étape pour votre demande ${reference}. Est-ce fait ?`,
  },
  still_waiting: {
    text: (reference: string) =>
      `Nous suivons toujours votre demande ${reference}. Elle garde sa place, à sa date. Cherchez-vous toujours ?`,
    page: 'Répondez en un bouton sur votre page privée :',
    after: byPhone,
    sms: (reference: string) =>
      `nous suivons votre demande ${reference}. Cherchez-vous toujours ? Répondez en un bouton.`,
  },
  still_waiting_reminder: {
    text: (reference: string) =>
      `Nous n’avons pas votre réponse pour la demande ${reference}. Sans nouvelles de vous dans 15 jours, nous la mettrons en pause. Elle gardera sa place, et reprendra dès que vous nous le direz.`,
    page: 'Répondez en un bouton sur votre page privée :',
    after: byPhone,
    sms: (reference: string) =>
      `cherchez-vous toujours ? Sans réponse sous 15 jours, votre demande ${reference} sera en pause.`,
  },
  search_paused: {
    text: (reference: string) =>
      `Sans nouvelles de vous, nous avons mis votre demande ${reference} en pause. Rien n’est perdu : elle garde sa place, à sa date.`,
    page: 'Pour qu’elle reprenne, un bouton suffit sur votre page privée :',
    after: byPhone,
    sms: (reference: string) =>
      `votre demande ${reference} est en pause. Elle reprend dès que vous nous le dites.`,
  },
}
