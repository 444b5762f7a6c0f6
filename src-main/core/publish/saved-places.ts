import { randomUUID } from 'node:crypto'
import { z } from '#shared/base/zod.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { LibraryClient } from '../library/library-client.ts'
import { createPublisher } from './create-publisher.ts'
import { destinationSchema, parseAddress, type Destination } from './destination.ts'
import type { Publisher } from './publisher.ts'
import type { SecretStore } from './secret-store.ts'
import type { UploadMemory } from './upload-memory.ts'

const savedPlaceSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  destination: destinationSchema,
  /** Milliseconds since 1970; null before the first time. */
  lastPublishedAt: z.int().nullable(),
})
export type SavedPlace = z.infer<typeof savedPlaceSchema>

const settingKey = 'publish.places'

type Services = {
  readonly library: Pick<LibraryClient, 'readSettings' | 'writeSetting'>
  readonly secrets: SecretStore
  readonly memory: UploadMemory
}

/** The places that the user publishes to. Their secrets are kept apart from them. All throw `publish.*`, `library.*`. */
export type SavedPlaces = {
  list(): Promise<readonly SavedPlace[]>
  /** `secret`: empty where the place needs none. */
  add(name: string, destination: Destination, secret: string): Promise<SavedPlace>
  remove(id: string): Promise<void>
  notePublished(id: string, at: number): Promise<void>
  publisherOf(id: string): Promise<Publisher>
}

export function createSavedPlaces({ library, secrets, memory }: Services): SavedPlaces {
  let last: Promise<unknown> = Promise.resolve()

  async function list(): Promise<readonly SavedPlace[]> {
    const stored = (await library.readSettings())[settingKey]
    const parsed = z.array(savedPlaceSchema).safeParse(stored)
    return parsed.success ? parsed.data : []
  }

  /** One change at a time. */
  function change(edit: (places: readonly SavedPlace[]) => readonly SavedPlace[]): Promise<void> {
    const changed = last.then(async () => {
      await library.writeSetting(settingKey, z.json().parse(edit(await list())))
    })
    last = changed.catch(() => undefined)
    return changed
  }

  return {
    list,
    async add(name, destination, secret) {
      const checked = destination.kind === 'folder' ? destination : { ...destination, url: parseAddress(destination.url).href }
      const place: SavedPlace = { id: randomUUID(), name, destination: checked, lastPublishedAt: null }
      if (secret !== '') await secrets.put(place.id, secret)
      await change((places) => [...places, place])
      return place
    },
    async remove(id) {
      await change((places) => places.filter((place) => place.id !== id))
      await secrets.remove(id)
    },
    notePublished: (id, at) =>
      change((places) => places.map((place) => (place.id === id ? { ...place, lastPublishedAt: at } : place))),
    async publisherOf(id) {
      const place = (await list()).find((known) => known.id === id)
      if (!place) throw appError('publish.unknown-place', {})
      const { destination } = place
      // Only tus may do without.
      const secret = await secrets.read(id).catch((thrown: unknown) => {
        if (destination.kind === 'folder' || destination.kind === 'tus') return ''
        throw thrown
      })
      return createPublisher(destination, secret, memory)
    },
  }
}
