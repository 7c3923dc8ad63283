import PostalMime from 'postal-mime'
import type { Received } from '../http/messaging/smtp-stub.ts'

/** What a mail program makes of a mail that arrived. */
export type ReadMail = {
  /** Our number of the message. */
  id: string
  recipients: string[]
  /** Names of its headers, in order. */
  headers: string
  /** Its markup without the words, addresses of links left out. */
  skeleton: string
  /** Markup that no template of ours writes, and addresses that lead elsewhere than to our pages or a telephone. */
  strange: string[]
  /** What a mail program would turn into a link, in the text and in the words of the HTML, our own pages left out. */
  linkable: string[]
}

/** Reads a mail with the parser of a mail program. `publicUrl` is the address of our pages. */
export async function readMail(received: Received, publicUrl: string): Promise<ReadMail> {
  const email = await PostalMime.parse(received.raw)
  const html = email.html ?? ''
  const told = [email.to, email.cc, email.bcc].flatMap((list) => list ?? [])
  return {
    id: /^<([^@]+)@/.exec(email.messageId ?? '')?.[1] ?? '',
    recipients: [...new Set([...received.to, ...told.map(({ address }) => address ?? '')])],
    headers: email.headers.map(({ key }) => key).join(' '),
    skeleton: (html.match(MARKUP) ?? []).map((tag) => tag.replace(/href="[^"]*"/, 'href')).join(''),
    strange: [...strangeMarkup(html), ...strangeLinks(html, publicUrl)],
    linkable: [email.text ?? '', wordsOf(html)].flatMap((text) => linkable(text, publicUrl)),
  }
}

/** Where a parser of HTML leaves the words: a sign and a letter, a slash, a mark or a question. */
const MARKUP = /<[a-z/!?][^>]*>/gi

/** Everything that our templates write. */
const OURS =
  /<!doctype html>|<html lang="fr">|<meta charset="utf-8">|<meta name="viewport" content="width=device-width">|<\/?(html|head|title|body|p|br|hr|ul|li|strong|a)>|<a href="[^"<>]*">/g

function strangeMarkup(html: string): string[] {
  return html.replaceAll(OURS, '').match(/<[^\s<]{0,20}/g) ?? []
}

function strangeLinks(html: string, publicUrl: string): string[] {
  const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) => decoded(href))
  return links.filter((href) => !isOurPage(href, publicUrl) && !/^tel:\+?\d+$/.test(href))
}

function isOurPage(href: string, publicUrl: string): boolean {
  return href.startsWith(`${publicUrl}/`) && /^[\w/-]+$/.test(href.slice(publicUrl.length))
}

/** Schemes, names of sites with or without `www`, and addresses of mail, as Gmail, Outlook and phones find them. */
const LINKABLE =
  /\b[a-z][a-z0-9+.-]*:\/\/\S+|\b(?:mailto|tel|sms|javascript|data):\S+|\bwww\.\S+|\S+@[^\s@]+\.\S+|[\p{L}\p{N}][\p{L}\p{N}-]*\.\p{L}{2,}/giu

function linkable(text: string, publicUrl: string): string[] {
  const ours = new RegExp(`${publicUrl.replaceAll('.', '\\.')}/[\\w/-]+`, 'g')
  return text.replaceAll(ours, ' ').match(LINKABLE) ?? []
}

function wordsOf(html: string): string {
  return decoded(html.replaceAll(MARKUP, ' '))
}

const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

function decoded(html: string): string {
  return html.replaceAll(/&(?:lt|gt|quot|amp|#39);/g, (entity) => ENTITIES[entity] ?? entity)
}
