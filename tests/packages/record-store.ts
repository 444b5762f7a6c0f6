import { createRecordStore, type LaunchSession, type RecordStore } from '#main/core/record-store/record-store.ts'
import { serveRecordStore } from '#main/core/record-store/serve-record-store.ts'

export type RecordStoreServer = Omit<RecordStore, 'launch'> & {
  /** The query with which a platform launches the lesson. */
  launch(session?: LaunchSession): string
  close(): Promise<void>
}

/** The studio's record store on loopback: another origin than the lesson. */
export async function startRecordStore(): Promise<RecordStoreServer> {
  const store = createRecordStore()
  const { launch } = store
  const { address, close } = await serveRecordStore(store)
  return Object.assign(store, { launch: (session?: LaunchSession) => launch(address, session), close })
}
