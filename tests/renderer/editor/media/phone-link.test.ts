import { expect, it, vi } from 'vitest'
import { PhoneLink } from '#renderer/editor/media/phone-link.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { emptyDocument, seconds, videoAsset } from '../../../shared/project/sample-document.ts'

const asked = vi.hoisted(() => ({ calls: [] as string[], port: new MessageChannel() }))
vi.mock('#renderer/ipc/client.ts', () => ({
  call: (name: string) => {
    asked.calls.push(name)
    return Promise.resolve({ portId: 'port' })
  },
}))
vi.mock('#renderer/ipc/ports.ts', () => ({ receivePort: () => Promise.resolve(asked.port.port1) }))

const upload = (number: number) => ({
  uploadId: String(number).padStart(32, '0'),
  fileName: 'IMG_0001.MOV',
  receivedBytes: 4,
  totalBytes: 4,
  state: 'done',
  error: null,
  grant: { grantId: crypto.randomUUID(), fileName: 'IMG_0001.MOV', byteLength: 4 },
  recordingId: crypto.randomUUID(),
})

it('keeps the note of a clip that did not get in, though the lesson has another of its name', async () => {
  const named = (id: string) => ({ ...videoAsset(id, seconds(1)), fileName: 'IMG_0001.MOV' })
  let document = { ...emptyDocument(), assets: { old: named('old') } as ReturnType<typeof emptyDocument>['assets'] }
  const add = vi.fn(() => Promise.resolve())
  const editor = {
    projectId: 'lesson-1' as ProjectId,
    get document() {
      return document
    },
    imports: { add },
    autosave: { flush: () => Promise.resolve(true) },
  }
  const link = new PhoneLink(editor)
  await link.open()
  const session = { url: 'http://a', address: '10.0.0.1', addresses: [], connected: true, ended: null }
  const tell = (sequence: number, uploads: readonly unknown[]): void =>
    asked.port.port2.postMessage({ kind: 'update', sequence, session: { ...session, uploads } })
  tell(1, [upload(1)])
  await vi.waitFor(() => expect(add).toHaveBeenCalledTimes(1))
  await new Promise(setImmediate)
  expect(asked.calls).toEqual(['phone.open'])
  add.mockImplementation(() => {
    document = { ...document, assets: { ...document.assets, [named('fresh').id]: named('fresh') } }
    return Promise.resolve()
  })
  tell(2, [upload(1), upload(2)])
  await vi.waitFor(() => expect(asked.calls).toEqual(['phone.open', 'recording.settle']))
  link.close()
  asked.port.port2.close()
})
