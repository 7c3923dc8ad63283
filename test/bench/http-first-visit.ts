import { get, type IncomingMessage } from 'node:http'

const MOST_BYTES = 30_000
const LINKED = /<(?:link|script)\b[^>]*\b(?:href|src)="(\/[^"]+)"/g

/**
 * What a telephone that was never here takes from the network to see the questionnaire: the page, then all that it links,
 * headers included, compressed as a browser asks. In bytes.
 */
export async function firstVisit(url: string) {
  const page = await taken(`${url}/questionnaire`)
  const links = [...new Set([...page.text.matchAll(LINKED)].map(([, path = '']) => path))]
  const parts: Record<string, number> = { '/questionnaire': page.bytes }
  for (const path of links) parts[path] = (await taken(url + path)).bytes
  const bytes = Object.values(parts).reduce((sum, part) => sum + part, 0)
  return { bytes, most: MOST_BYTES, ok: page.status === 200 && bytes <= MOST_BYTES, parts }
}

async function taken(url: string) {
  const encoded = await answerTo(url, { 'accept-encoding': 'gzip, deflate, br' })
  const plain = await answerTo(url, {})
  return { status: plain.status, bytes: encoded.bytes, text: plain.text }
}

function answerTo(url: string, headers: Record<string, string>) {
  return new Promise<{ status: number; bytes: number; text: string }>((resolve, reject) => {
    const asked = get(url, { headers, agent: false }, (answer: IncomingMessage) => {
      let text = ''
      const { socket, statusCode: status = 0 } = answer
      answer.on('data', (piece) => {
        text += piece
      })
      answer.once('end', () => resolve({ status, bytes: socket.bytesRead, text }))
    })
    asked.once('error', reject)
  })
}
