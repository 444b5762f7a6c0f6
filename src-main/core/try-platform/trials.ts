import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { appError } from '#shared/messages/app-error.ts'
import type { TrialId } from '#shared/ipc/areas/trial.ts'
import { trialH5pPath, trialPackagePath, type Connection } from '#shared/ipc/trial-messages.ts'
import { createRecordStore, type RecordStore, type StoreEvent } from '../record-store/record-store.ts'
import { serveRecordStore, type ServedRecordStore } from '../record-store/serve-record-store.ts'
import { createH5pPlatform, type H5pPlatform } from './h5p-platform.ts'
import type { KeptLibraries } from './kept-libraries.ts'
import { lendLibraries } from './lend-libraries.ts'
import { openPackage, type OpenPackage } from './open-package.ts'

/** Bytes of one file of a package, and what else an answer needs. */
export type PackageFile = { readonly size: number; read(from: number, to: number): Promise<Readable> }

export type Trial = {
  readonly trialId: TrialId
  readonly package: OpenPackage
  /** Of the record store, for a cmi5 package: all of the network that its pages may reach. */
  readonly storeAddress: string | null
  /** Where the package is of H5P. */
  readonly h5p: H5pPlatform | null
  connection: Connection
  /** Path and query from the top of its origin. Throws `try.no-lesson`. */
  launch(start: number, fresh: boolean): string
  /** Null where there is no such file, or the network is lost. */
  findFile(path: string): PackageFile | null
  /** Puts the libraries of another .h5p file beside the package, and keeps them for the next. Throws `try.no-help`, and as `openPackage`. */
  lendLibraries(file: string): Promise<void>
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

/** `log` hears what only makes the next try harder. */
export function createTrials(kept: KeptLibraries, log: (thrown: unknown) => void): Trials {
  const open = new Map<string, Trial>()
  return {
    async open(file, onEvent) {
      const opened = await openPackage(file, new AbortController().signal)
      const trialId = randomBytes(20).toString('hex') as TrialId
      const store = opened.kind === 'cmi5' ? createRecordStore({ onEvent, returnUrl: null }) : null
      const serving = store && serveRecordStore(store)
      serving?.catch(() => opened.close())
      const served = await serving
      const h5p = opened.kind === 'h5p' ? createH5pPlatform(onEvent) : null
      const lent = opened.missing.length === 0 ? null : await kept.open()
      const trial = createTrial(trialId, opened, { store, served, h5p }, kept, log)
      // Libraries of another lesson may be of no use to this one.
      if (lent && !(await trial.takeLibraries(lent).catch(() => false))) lent.close()
      const whole: Trial = Object.assign(trial, {
        close: async () => {
          open.delete(trialId)
          trial.closeFiles()
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

type Platforms = {
  readonly store: RecordStore | null
  readonly served: ServedRecordStore | null
  readonly h5p: H5pPlatform | null
}

type UnclosedTrial = Omit<Trial, 'close'> & { takeLibraries(lender: OpenPackage): Promise<boolean>; closeFiles(): void }

function createTrial(
  trialId: TrialId,
  chosen: OpenPackage,
  { store, served, h5p }: Platforms,
  kept: KeptLibraries,
  log: (thrown: unknown) => void,
): UnclosedTrial {
  let opened = chosen
  /** The last one first. */
  let lenders: readonly OpenPackage[] = []
  let connection: Connection = 'good'
  const takeLibraries = async (lender: OpenPackage): Promise<boolean> => {
    const wanted = [lender, ...lenders]
    opened = await lendLibraries(chosen, wanted)
    lenders = wanted
    return true
  }
  return {
    trialId,
    get package() {
      return opened
    },
    storeAddress: served?.address ?? null,
    h5p,
    get connection() {
      return connection
    },
    set connection(wanted) {
      connection = wanted
      for (const platform of [store, h5p]) if (platform) platform.isAway = wanted !== 'good'
    },
    launch: (index, fresh) => {
      const start = opened.starts[index]
      if (!start) throw appError('try.no-lesson', { file: opened.fileName })
      if (h5p) {
        if (fresh) h5p.forget()
        return trialH5pPath
      }
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
    lendLibraries: async (file) => {
      const lender = await openPackage(file, new AbortController().signal)
      try {
        await takeLibraries(lender)
      } catch (thrown) {
        lender.close()
        throw thrown
      }
      // Those that played this one may play the next as well; where they cannot be kept, it asks again.
      await kept.keep(lenders).catch(log)
    },
    takeLibraries,
    closeFiles: () => {
      for (const file of [chosen, ...lenders]) file.close()
    },
  }
}
