import type { Words } from '../../web/words/words.ts'
import type { Block, Medium } from './blocks.ts'
import type { LetterFacts, NewsTemplate } from './rules.ts'

type Body = (messages: Words['messages'], facts: LetterFacts, medium: Medium) => Block[]

/** News of a request, each with the page where it is explained, or answered; on paper, with whom to call. */
export const newsBodies: Record<NewsTemplate, Body> = {
  searching: (messages, facts, medium) => [
    text(messages.news.searching.text(facts.reference)),
    ...(facts.nextStepOn ? [text(messages.nextStep(facts.nextStepOn))] : []),
    ...pageOf(messages, { template: 'searching', facts, medium }),
  ],
  request_news: told('request_news'),
  declared_thanks: told('declared_thanks'),
  request_closed: told('request_closed'),
  followup_10: told('followup_10'),
  followup_30: told('followup_30'),
  declared_ask: told('declared_ask'),
  still_waiting: told('still_waiting'),
  still_waiting_reminder: told('still_waiting_reminder'),
  search_paused: told('search_paused'),
}

function told(template: NewsTemplate): Body {
  return (messages, facts, medium) => [
    text(messages.news[template].text(facts.reference)),
    ...pageOf(messages, { template, facts, medium }),
  ]
}

type Told = { template: NewsTemplate; facts: LetterFacts; medium: Medium }

function pageOf(messages: Words['messages'], { template, facts, medium }: Told): Block[] {
  const { page, after } = messages.news[template]
  if (medium === 'paper') return [text(messages.callUs(facts.territory))]
  const link: Block = { kind: 'link', href: facts.link }
  return [text(page), link, ...(after ? [text(after(facts.territory))] : [])]
}

function text(words: string): Block {
  return { kind: 'text', text: words }
}
