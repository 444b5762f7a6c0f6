import { randomUUID } from 'node:crypto'
import { z } from '#shared/base/zod.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
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
const storedSchema = z.array(z.json()).catch([])

/** What is not understood may come from a newer version: it is not offered, and it stays. */
type Stored = { readonly places: readonly SavedPlace[]; readonly strange: readonly z.infer<ReturnType<typeof z.json>>[] }

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
  /** Throws `publish.unknown-place` where there is none (any more). */
  replaceSecret(id: string, secret: string): Promise<void>
  /** The key leaves the keychain at once. */
  remove(id: string): Promise<void>
  /** Puts the place that was removed last back, with its key. Throws `publish.unknown-place` for any other. */
  restore(id: string): Promise<void>
  notePublished(id: string, at: number): Promise<void>
  publisherOf(id: string): Promise<Publisher>
}

export function createSavedPlaces({ library, secrets, memory }: Services): SavedPlaces {
  let last: Promise<unknown> = Promise.resolve()
  /** In memory alone, and the last one alone. */
  let removed: { readonly place: SavedPlace; readonly index: number; readonly secret: string } | null = null

  async function read(): Promise<Stored> {
    const entries = storedSchema.parse((await library.readSettings())[settingKey])
    const parsed = entries.map((entry) => ({ entry, place: savedPlaceSchema.safeParse(entry).data }))
    return {
      places: parsed.flatMap(({ place }) => place ?? []),
      strange: parsed.flatMap(({ entry, place }) => (place ? [] : [entry])),
    }
  }

  const list = async (): Promise<readonly SavedPlace[]> => (await read()).places

  /** One change at a time. */
  function change(edit: (places: readonly SavedPlace[]) => readonly SavedPlace[]): Promise<void> {
    const changed = last.then(async () => {
      const { places, strange } = await read()
      await library.writeSetting(settingKey, [...z.array(z.json()).parse(edit(places)), ...strange])
    })
    last = changed.catch(() => undefined)
    return changed
  }

  /** One that may be missing is empty then; one that is kept and cannot be read is told. */
  async function readSecret(id: string, mayBeMissing: boolean): Promise<string> {
    try {
      return await secrets.read(id)
    } catch (thrown) {
      if (mayBeMissing && thrown instanceof AppError && thrown.code === 'publish.secret-missing') return ''
      throw thrown
    }
  }

  return {
    list,
    async add(name, destination, secret) {
      const checked = destination.kind === 'folder' ? destination : { ...destination, url: parseAddress(destination.url).href }
      const place: SavedPlace = { id: randomUUID(), name, destination: checked, lastPublishedAt: null }
      // The place first: a key that no place knows of would be kept for ever.
      await change((places) => [...places, place])
      if (secret === '') return place
      await secrets.put(place.id, secret).catch(async (thrown: unknown) => {
        await change((places) => places.filter((known) => known.id !== place.id))
        throw thrown
      })
      return place
    },
    async replaceSecret(id, secret) {
      if (!(await list()).some((place) => place.id === id)) throw appError('publish.unknown-place', {})
      await secrets.put(id, secret)
    },
    async remove(id) {
      const known = await list()
      const index = known.findIndex((place) => place.id === id)
      const place = known[index]
      // A key that cannot be read is lost already.
      const secret = place ? await secrets.read(id).catch(() => '') : ''
      // The key first: one that no place knows of would be kept for ever.
      await secrets.remove(id)
      await change((places) => places.filter((each) => each.id !== id)).catch(async (thrown: unknown) => {
        if (secret !== '') await secrets.put(id, secret)
        throw thrown
      })
      removed = place ? { place, index, secret } : null
    },
    async restore(id) {
      if (removed?.place.id !== id) throw appError('publish.unknown-place', {})
      const { place, index, secret } = removed
      await change((places) => (places.some((known) => known.id === id) ? places : places.toSpliced(index, 0, place)))
      if (secret !== '') await secrets.put(id, secret)
      removed = null
    },
    notePublished: (id, at) =>
      change((places) => places.map((place) => (place.id === id ? { ...place, lastPublishedAt: at } : place))),
    async publisherOf(id) {
      const place = (await list()).find((known) => known.id === id)
      if (!place) throw appError('publish.unknown-place', {})
      const { destination } = place
      const secret = destination.kind === 'folder' ? '' : await readSecret(id, destination.kind === 'tus')
      return createPublisher(destination, secret, memory)
    },
  }
}
