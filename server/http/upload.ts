import type { Request, Response } from 'express'
import multer from 'multer'
import type { Upload } from '../uploads/service.ts'

const NO_FILE = 'Choisissez un fichier CSV, puis recommencez.'
const BYTES_IN_MB = 1024 * 1024

/** The file that a form sends as `fichier`, in memory, or what to say of its absence. */
export function receiveFile(
  req: Request,
  res: Response,
  limitBytes: number,
): Promise<Upload | { status: number; error: string }> {
  const receive = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: limitBytes, files: 1, fields: 5 },
    defParamCharset: 'utf8',
  }).single('fichier')
  return new Promise((resolve, reject) => {
    receive(req, res, (failure: unknown) => {
      if (failure instanceof multer.MulterError && failure.code === 'LIMIT_FILE_SIZE')
        return resolve({ status: 413, error: tooLarge(limitBytes) })
      if (failure) return reject(failure)
      if (!req.file || req.file.size === 0) return resolve({ status: 422, error: NO_FILE })
      resolve({ fileName: req.file.originalname, bytes: req.file.buffer })
    })
  })
}

function tooLarge(limitBytes: number): string {
  return `Ce fichier dépasse ${limitBytes / BYTES_IN_MB} Mo. Découpez-le, puis recommencez.`
}
