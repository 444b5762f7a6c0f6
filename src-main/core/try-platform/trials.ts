import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { appError } from '#shared/messages/app-error.ts'
import type { TrialId } from '#shared/ipc/areas/trial.ts'
import { trialPackagePath, type Connection } from '#shared/ipc/trial-messages.ts'
import { createRecordStore, type RecordStore, type StoreEvent } from '../record-store/record-store.ts'
import { serveRecordStore, type ServedRecordStore } from '../record-store/serve-record-store.ts'
import { openPackage, type OpenPackage } from './open-package.ts'

/** Bytes of one file of a package, and what else an answer needs. */
export type PackageFile = { readonly size: number; read(from: number, to: number): Promise<Readable> }

export type Trial = {
  readonly trialId: TrialId
  readonly package: OpenPackage
  /** Of the record store, for a cmi5 package: all of the network that its pages may reach. */
  readonly storeAddress: string | null
  connection: Connection
  /** Path and query from the top of its origin. Throws `try.no-lesson`. */
  launch(start: number, fresh: boolean): string
  /** Null where there is no such file, or the network is lost. */
  findFile(path: string): PackageFile | null
  close(): Promise<void>
}

/** The tries that are open; each is known by a name that nobody can guess. */
export type Trials = {
  /** Throws as `openPackage`. */
  open(file: string, onEvent: (event: StoreEvent) => void): Promise<Trial>
  /** Null where there is none, or it is over. */
  find(trialId: string): Trial | null
  /** Whether an address is the record store of a try that is open. */
  isStore(address: string): boolean
  close(): Promise<void>
}

export function createTrials(): Trials {
  const open = new Map<string, Trial>()
  return {
    async open(file, onEvent) {
      const opened = await openPackage(file, new AbortController().signal)
      const trialId = randomBytes(20).toString('hex') as TrialId
      const store = opened.kind === 'cmi5' ? createRecordStore({ onEvent, returnUrl: null }) : null
      const served = store && (await serveRecordStore(store))
      const trial = createTrial(trialId, opened, store, served)
      const whole: Trial = Object.assign(trial, {
        close: async () => {
          open.delete(trialId)
          opened.close()
          await served?.close()
        },
      })
      open.set(trialId, whole)
      return whole
    },
    find: (trialId) => open.get(trialId) ?? null,
    isStore: (address) =>
      [...open.values()].some(({ storeAddress }) => storeAddress !== null && address.startsWith(`${storeAddress}/`)),
    close: async () => void (await Promise.all([...open.values()].map((trial) => trial.close()))),
  }
}

function createTrial(
  trialId: TrialId,
  opened: OpenPackage,
  store: RecordStore | null,
  served: ServedRecordStore | null,
): Omit<Trial, 'close'> {
  let connection: Connection = 'good'
  return {
    trialId,
    package: opened,
    storeAddress: served?.address ?? null,
    get connection() {
      return connection
    },
    set connection(wanted) {
      connection = wanted
      if (store) store.isAway = wanted !== 'good'
    },
    launch: (index, fresh) => {
      const start = opened.starts[index]
      if (!start) throw appError('try.no-lesson', { file: opened.fileName })
      const address = `${trialPackagePath}${start.address.replace(/^\/+/, '')}`
      if (!store || !served) return address
      if (fresh) store.forget()
      const { passMark, moveOn } = start
      const session = { ...(passMark === null ? {} : { masteryScore: passMark / 100 }), ...(moveOn === null ? {} : { moveOn }) }
      return `${address}${address.includes('?') ? '&' : '?'}${store.launch(served.address, session)}`
    },
    findFile: (path) => {
      const size = connection === 'lost' ? null : opened.sizeOf(path)
      return size === null
        ? null
        : { size, read: (from, to) => (size === 0 ? Promise.resolve(Readable.from([])) : opened.read(path, from, to)) }
    },
  }
}
