import { randomUUID } from 'node:crypto'
import type { Visitor } from '../../support/app.ts'

/** A household on « Corriger mes réponses »: every form sends the version that it was opened with. */
export async function loadHousehold(visitor: Visitor, link: string) {
  const page = await visitor.get(`${link}/corriger/joindre`).expect(200)
  const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? ''
  const send = (form: string, fields: Record<string, string>, seen: string) =>
    visitor.post(`${link}/corriger/${form}`, { cle: randomUUID(), version: seen, ...fields })
  return {
    post: (form: string, fields: Record<string, string>) => send(form, fields, version),
    /** The same from a page opened since. */
    again: (form: string, fields: Record<string, string>, seen: number) =>
      send(form, fields, String(seen)),
  }
}
