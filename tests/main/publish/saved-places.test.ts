import { expect, it } from 'vitest'
import { createSavedPlaces } from '#main/core/publish/saved-places.ts'
import type { SecretStore } from '#main/core/publish/secret-store.ts'
import { appError } from '#shared/messages/app-error.ts'

function open() {
  const settings: Record<string, unknown> = {}
  const kept = new Map<string, string>()
  const secrets: SecretStore = {
    lasts: () => true,
    find: async (id) => (kept.has(id) ? 'keychain' : null),
    read: async (id) => kept.get(id) ?? '',
    put: async (id, secret) => void kept.set(id, secret),
    remove: async (id) => void kept.delete(id),
  }
  const library = {
    readSettings: async () => settings as never,
    writeSetting: async (key: string, value: unknown) => {
      settings[key] = value
      return null
    },
  }
  const memory = { read: async () => null, write: async () => undefined } as never
  return { places: createSavedPlaces({ library, secrets, memory }), kept, settings, secrets, library }
}

it('takes another key for a place that stays as it is, and for no other', async () => {
  const { places, kept } = open()
  const place = await places.add('Our Moodle', { kind: 'moodle', url: 'https://moodle.example/', courseId: 7 }, 'old')
  const before = await places.list()
  await places.replaceSecret(place.id, 'new')
  expect([...kept]).toEqual([[place.id, 'new']])
  expect(await places.list()).toEqual(before)
  await places.remove(place.id)
  await expect(places.replaceSecret(place.id, 'late')).rejects.toMatchObject({ code: 'publish.unknown-place' })
  expect([...kept]).toEqual([])
})

it('keeps a place that a newer program stored, beside those it knows', async () => {
  const { places, settings } = open()
  const newer = { id: 'n', name: 'Orbit', destination: { kind: 'satellite' }, lastPublishedAt: null }
  settings['publish.places'] = [newer]
  const place = await places.add('Folder', { kind: 'folder', folder: '/lessons' }, '')
  expect(await places.list()).toEqual([place])
  await places.remove(place.id)
  expect(settings['publish.places']).toEqual([newer])
})

it('keeps neither a place nor a key where the other could not be kept', async () => {
  const noKeychain = open()
  noKeychain.secrets.put = () => Promise.reject(new Error('the keychain is locked'))
  const tus = { kind: 'tus', url: 'https://up.example/' } as const
  await expect(noKeychain.places.add('Up', tus, 'key')).rejects.toThrow('locked')
  expect(await noKeychain.places.list()).toEqual([])
  const noDisk = open()
  noDisk.library.writeSetting = () => Promise.reject(new Error('the disk is full'))
  await expect(noDisk.places.add('Up', tus, 'key')).rejects.toThrow('full')
  expect([...noDisk.kept]).toEqual([])
})

it('lets an upload server do without a key, but not without one that is kept and cannot be read', async () => {
  const { places, secrets } = open()
  const place = await places.add('Up', { kind: 'tus', url: 'https://up.example/' }, '')
  secrets.read = () => Promise.reject(appError('publish.secret-missing', {}))
  await places.publisherOf(place.id)
  secrets.read = () => Promise.reject(appError('publish.secret-unreadable', {}))
  await expect(places.publisherOf(place.id)).rejects.toMatchObject({ code: 'publish.secret-unreadable' })
})

it('takes back the last removal, with its key and at its place in the list, and no other', async () => {
  const { places, kept } = open()
  const tus = { kind: 'tus', url: 'https://up.example/' } as const
  const [first, second] = [await places.add('One', tus, 'key 1'), await places.add('Two', tus, 'key 2')]
  const before = await places.list()
  await places.remove(first.id)
  expect([...kept]).toEqual([[second.id, 'key 2']])
  await places.restore(first.id)
  expect(await places.list()).toEqual(before)
  expect(kept.get(first.id)).toBe('key 1')
  await expect(places.restore(first.id)).rejects.toMatchObject({ code: 'publish.unknown-place' })
  await places.remove(first.id)
  await places.remove(second.id)
  await expect(places.restore(first.id)).rejects.toMatchObject({ code: 'publish.unknown-place' })
})

it('keeps what it would take away or bring back where the keychain or the disk refuses', async () => {
  const { places, kept, secrets, library } = open()
  const place = await places.add('Up', { kind: 'tus', url: 'https://up.example/' }, 'key')
  const { remove, put } = secrets
  secrets.remove = () => Promise.reject(new Error('the keychain is locked'))
  await expect(places.remove(place.id)).rejects.toThrow('locked')
  secrets.remove = remove
  const { writeSetting } = library
  library.writeSetting = () => Promise.reject(new Error('the disk is full'))
  await expect(places.remove(place.id)).rejects.toThrow('full')
  library.writeSetting = writeSetting
  expect([(await places.list()).length, kept.get(place.id)]).toEqual([1, 'key'])
  await places.remove(place.id)
  secrets.put = () => Promise.reject(new Error('the keychain is locked'))
  await expect(places.restore(place.id)).rejects.toThrow('locked')
  secrets.put = put
  await places.restore(place.id)
  expect([await places.list(), kept.get(place.id)]).toEqual([[place], 'key'])
})
