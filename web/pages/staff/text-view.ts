import type { FormSeal } from '../../components/staff/frame.ts'
import type { StaleView } from './request-view.ts'
import type { Preview } from './send-preview.ts'

export interface TextView {
  readonly template: string
  readonly title: string
  /** Who reads it and what makes it leave. */
  readonly about: string
  readonly seal: FormSeal
  readonly channels: readonly TextChannel[]
  /** What may stand between braces: its name and what it means. */
  readonly fields: readonly { readonly name: string; readonly meaning: string }[]
  readonly errors: Readonly<Record<string, string>>
  /** `isTyped`: there are words to compare, else a button was pressed. */
  readonly stale: (StaleView & { readonly isTyped: boolean }) | null
  readonly said: string | null
  /** What is on the page is not saved yet. */
  readonly isTried: boolean
  readonly previews: readonly { readonly label: string; readonly preview: Preview }[]
  readonly isEdited: boolean
  readonly saves: readonly {
    readonly by: string
    readonly when: string
    readonly what: readonly string[]
  }[]
}

export interface TextChannel {
  readonly channel: 'email' | 'sms'
  readonly pieces: readonly TextPiece[]
}

export type TextPiece =
  | { readonly kind: 'fixed'; readonly text: string }
  | {
      readonly kind: 'part'
      readonly name: string
      readonly label: string
      readonly value: string
      /** Our words, where the value differs from them. */
      readonly original: string | null
      /** In which cases it is said; null: always. */
      readonly only: string | null
      /** What somebody else saved meanwhile, where it differs. */
      readonly theirs: string | null
      /** Characters that an SMS writes otherwise: « œ » as « oe ». */
      readonly changed: readonly { readonly written: string; readonly sent: string }[]
    }
