import { z } from '#shared/base/zod.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { SecretStore } from '../publish/secret-store.ts'
import type { Submitter } from './submit-items.ts'

const storePlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), folder: z.string().min(1) }),
  z.strictObject({
    kind: z.literal('s3'),
    /** Such as s3://bucket/folder. */
    address: z.string(),
    /** Of a server that is not Amazon’s; empty for Amazon. */
    endpoint: z.string(),
    region: z.string(),
    keyId: z.string(),
  }),
])
const setupSchema = z.strictObject({ url: z.string(), store: storePlaceSchema }).readonly()

/** Where the queue is that several computers share, and where their files go; without secrets. */
export type SharedQueueSetup = z.infer<typeof setupSchema>

/** Null: as it was; the password only where the queue is the same. */
export type SharedQueueSecrets = { readonly password: string | null; readonly storeKey: string | null }

/** The queue that this computer hands batches to: a setting of the library. All throw `library.*`. */
export type SharedQueue = {
  read(): Promise<SharedQueueSetup | null>
  /** Tries it before it is kept; whether anybody takes work there. Throws `workers.*`, `file.*`. */
  save(setup: SharedQueueSetup, secrets: SharedQueueSecrets): Promise<boolean>
  /** Whether anybody takes work there. Throws `workers.*`, `file.*`. */
  hasWorkers(): Promise<boolean>
  forget(): Promise<void>
  /** Throws `workers.*`, `file.*`. */
  open(): Promise<Submitter>
}

type Services = {
  readonly library: Pick<LibraryClient, 'readSettings' | 'writeSetting'>
  readonly secrets: SecretStore
  /** The version of this program: workers of another one do not take its work. */
  readonly version: string
}

const settingKey = 'batch.sharedQueue'
const secretIds = { password: 'shared-queue.password', storeKey: 'shared-queue.store-key' } as const
type SecretName = keyof typeof secretIds

export function createSharedQueue({ library, secrets, version }: Services): SharedQueue {
  const read = async (): Promise<SharedQueueSetup | null> =>
    setupSchema
      .nullable()
      .catch(null)
      .parse((await library.readSettings())[settingKey] ?? null)

  /** Empty where there is none. */
  async function secretOf(name: SecretName): Promise<string> {
    try {
      return await secrets.read(secretIds[name])
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'publish.secret-missing') return ''
      throw thrown
    }
  }

  async function connect({ url, store }: SharedQueueSetup, given: SharedQueueSecrets): Promise<Submitter> {
    // What speaks to servers is not read before there is one to speak to.
    const [{ readQueueAddress }, { openStore }, { openSubmitter }] = await Promise.all([
      import('./queue-address.ts'),
      import('./open-store.ts'),
      import('./submit-items.ts'),
    ])
    const address = readQueueAddress(url, given.password ?? (await secretOf('password')))
    const files = await openStore(
      store.kind === 'folder' ? store.folder : store.address,
      store.kind === 'folder'
        ? {}
        : {
            AWS_ACCESS_KEY_ID: store.keyId,
            AWS_SECRET_ACCESS_KEY: given.storeKey ?? (await secretOf('storeKey')),
            AWS_REGION: store.region === '' ? undefined : store.region,
            AWS_ENDPOINT_URL: store.endpoint,
          },
    )
    return openSubmitter({ address, store: files, version })
  }

  async function open(): Promise<Submitter> {
    const setup = await read()
    if (setup === null) throw appError('workers.not-set-up', {})
    return connect(setup, { password: null, storeKey: null })
  }

  async function keepSecret(name: SecretName, secret: string | null): Promise<void> {
    if (secret === '') await secrets.remove(secretIds[name])
    else if (secret !== null) await secrets.put(secretIds[name], secret)
  }

  return {
    read,
    open,
    async save({ url, store }, { password, storeKey }) {
      const { isSameQueue, takePasswordOut } = await import('./queue-address.ts')
      const address = takePasswordOut(url)
      const before = await read()
      // A password is told to nobody but the queue that it was given for.
      const known = before !== null && isSameQueue(before.url, address.url) ? password : (password ?? '')
      const given = { password: address.password === '' ? known : address.password, storeKey }
      const setup = { url: address.url, store }
      const some = await look(await connect(setup, given))
      await keepSecret('password', given.password)
      await keepSecret('storeKey', store.kind === 's3' ? given.storeKey : '')
      await library.writeSetting(settingKey, setup)
      return some
    },
    hasWorkers: async () => look(await open()),
    async forget() {
      await keepSecret('password', '')
      await keepSecret('storeKey', '')
      await library.writeSetting(settingKey, null)
    },
  }
}

async function look(submitter: Submitter): Promise<boolean> {
  try {
    return await submitter.hasWorkers()
  } finally {
    await submitter.close()
  }
}
