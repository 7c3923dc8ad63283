/** Texts of e-mails and SMS. Rule 8 of server/README.md: nothing about health, age or distance. */
export const messages = {}
