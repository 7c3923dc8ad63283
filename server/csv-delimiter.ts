import { open } from 'node:fs/promises'

/** What separates the columns of a CSV file, `;` or `,`: whichever its header holds most. */
export async function delimiterOf(file: string): Promise<',' | ';'> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    const [header = ''] = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/)
    return header.split(';').length > header.split(',').length ? ';' : ','
  } finally {
    await handle.close()
  }
}
