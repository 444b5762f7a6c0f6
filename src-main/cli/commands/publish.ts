import path from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { appError } from '#shared/messages/app-error.ts'
import { userDataFolder } from '../../core/files/user-data-folder.ts'
import { requireFile } from '../../core/files/content-hash.ts'
import { createPublisher } from '../../core/publish/create-publisher.ts'
import { scormCloudUrl, type Destination } from '../../core/publish/destination.ts'
import { createUploadMemory } from '../../core/publish/upload-memory.ts'
import type { PublishTarget } from '../arguments/publish.ts'
import type { Session } from '../session.ts'
import type { PublishInvocation } from '../arguments/publish.ts'
import type { OrderOf } from '../arguments/words.ts'

type Order = OrderOf<PublishInvocation>

/** Puts a finished package somewhere else. Throws `publish.*`, `file.*`, `cancelled`. */
export async function publishPackage({ file, to, secretFromInput, test }: Order, session: Session): Promise<string> {
  const { size } = await requireFile(path.resolve(file))
  const secret = to.kind === 'folder' ? '' : await readSecret(secretFromInput)
  if (secret === '' && (to.kind === 'moodle' || to.kind === 'scormcloud'))
    throw appError('usage', {
      detail: `--to ${to.kind} needs an access key: set TIDBIT_PUBLISH_SECRET to it, or hand it over with --secret-stdin.`,
    })
  const memory = createUploadMemory(path.join(userDataFolder(), 'publish', 'uploads.json'))
  const publisher = await createPublisher(destinationOf(to), secret, memory)
  if (test) {
    await publisher.test(session.signal)
    return to.kind === 'folder'
      ? 'The folder is there and can be written to.\n'
      : 'The place answers and accepts the access key.\n'
  }
  const onProgress = (fraction: number): void => session.progress.update({ stage: 'Publishing', fraction })
  const upload = { file: path.resolve(file), byteLength: size }
  const { place, finishUrl } = await publisher.publish(upload, { signal: session.signal, onProgress })
  session.progress.end()
  return finishUrl === null ? `${place}\n` : `${place}\nFinish on this page: ${finishUrl}\n`
}

function destinationOf({ kind, place, courseId }: PublishTarget): Destination {
  switch (kind) {
    case 'folder':
      return { kind, folder: path.resolve(place) }
    case 'tus':
      return { kind, url: place }
    case 'moodle':
      return { kind, url: place, courseId }
    case 'scormcloud':
      return { kind, url: process.env['TIDBIT_SCORMCLOUD_URL'] ?? scormCloudUrl, appId: place }
  }
}

/** Never an argument: those are seen by everybody on the computer, and kept by shells. */
async function readSecret(fromInput: boolean): Promise<string> {
  const secret = fromInput ? await readText(process.stdin) : (process.env['TIDBIT_PUBLISH_SECRET'] ?? '')
  return secret.trim()
}
