import { appError } from '#shared/messages/app-error.ts'
import { parseAddress, type Destination } from './destination.ts'
import { createFolderPublisher } from './folder-publisher.ts'
import type { Publisher } from './publisher.ts'
import type { UploadMemory } from './upload-memory.ts'

/**
 * The publisher of a place. `secret` is only needed where the place asks for one; it goes to the host of the place and nowhere else.
 * Throws `publish.address-*`, `publish.secret-missing`.
 */
export async function createPublisher(destination: Destination, secret: string, memory: UploadMemory): Promise<Publisher> {
  // Each brings what it sends with, which nobody needs who does not publish there.
  switch (destination.kind) {
    case 'folder':
      return createFolderPublisher(destination.folder)
    case 'tus':
      return (await import('./tus-publisher.ts')).createTusPublisher(parseAddress(destination.url), secret, memory)
    case 'moodle':
      requireSecret(secret)
      return (await import('./moodle-publisher.ts')).createMoodlePublisher(destination, parseAddress(destination.url), secret)
    case 'scormcloud':
      requireSecret(secret)
      return (await import('./scorm-cloud-publisher.ts')).createScormCloudPublisher(
        destination,
        parseAddress(destination.url),
        secret,
      )
  }
}

function requireSecret(secret: string): void {
  if (secret === '') throw appError('publish.secret-missing', {})
}
