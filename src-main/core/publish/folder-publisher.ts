import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { appError } from '#shared/messages/app-error.ts'
import { checkTargets } from '../export/check-targets.ts'
import { replaceFile } from '../files/atomic-file.ts'
import { fileError } from '../files/file-error.ts'
import type { Publisher } from './publisher.ts'

/** Copies a file into a folder, on a disk of this computer or of the network: it appears there whole, in the place of an older one of its name. */
export function createFolderPublisher(folder: string): Publisher {
  /** A folder that is gone, or a network disk that is not connected, must not be made anew on this disk. */
  async function requireFolder(): Promise<void> {
    const found = await stat(folder).catch((thrown: unknown) => {
      throw fileError(thrown, { file: folder, action: 'read' })
    })
    if (!found.isDirectory()) throw appError('file.not-a-folder', { folder })
  }

  return {
    async test() {
      await requireFolder()
      await checkTargets([path.join(folder, 'probe')], [])
    },
    async publish({ file, byteLength }, { signal, onProgress }) {
      await requireFolder()
      const target = path.join(folder, path.basename(file))
      await checkTargets([target], [file])
      await replaceFile(
        target,
        async (temporaryFile) => {
          let copied = 0
          const counter = new Transform({
            transform(chunk: Buffer, _encoding, done) {
              copied += chunk.length
              onProgress(copied / Math.max(1, byteLength))
              done(null, chunk)
            },
          })
          await pipeline(createReadStream(file), counter, createWriteStream(temporaryFile, { flags: 'wx' }), { signal })
        },
        { signal, makeParent: false },
      )
      return { place: target, finishUrl: null }
    },
  }
}
