import * as z from 'zod'

/** What Twilio posts of an SMS (twilio.com/docs/messaging/guides/track-outbound-message-status). */
export const StatusCallback = z.object({
  MessageSid: z.string().regex(/^[A-Za-z0-9]{2,64}$/),
  MessageStatus: z.string().max(30),
  ErrorCode: z.coerce.number().int().optional().catch(undefined),
})

/** The message of ours that it is about, as we asked it to say. */
export const About = z.object({ envoi: z.uuid().nullable().catch(null) })
