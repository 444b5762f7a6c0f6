import { z } from '#shared/base/zod.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { readSmallFile } from '../files/read-small-file.ts'

const entriesSchema = z.record(z.string(), z.strictObject({ url: z.string(), at: z.number() }))
type Entries = z.infer<typeof entriesSchema>

/** Platforms forget unfinished uploads sooner than that. */
const keptMs = 14 * 24 * 3_600_000

/** Where unfinished uploads go on, also after the program was started again. */
export type UploadMemory = {
  find(upload: string): Promise<string | null>
  keep(upload: string, url: string): Promise<void>
  forget(upload: string): Promise<void>
}

/** In a file, which holds no secrets: an upload is known by a hash of what goes where. */
export function createUploadMemory(file: string, now: () => number = Date.now): UploadMemory {
  let last: Promise<unknown> = Promise.resolve()

  async function read(): Promise<Entries> {
    // A file that is not there, or damaged, remembers nothing.
    const text = await readSmallFile(file, 1)
      .then((bytes) => new TextDecoder().decode(bytes))
      .catch(() => '{}')
    try {
      const known = entriesSchema.parse(JSON.parse(text))
      return Object.fromEntries(Object.entries(known).filter(([, { at }]) => now() - at < keptMs))
    } catch (thrown) {
      if (thrown instanceof SyntaxError || thrown instanceof z.ZodError) return {}
      throw thrown
    }
  }

  /** One change at a time. */
  function change(edit: (entries: Entries) => void): Promise<void> {
    const changed = last.then(async () => {
      const entries = await read()
      edit(entries)
      await writeFileAtomically(file, `${JSON.stringify(entries)}\n`)
    })
    last = changed.catch(() => undefined)
    return changed
  }

  return {
    find: async (upload) => (await read())[upload]?.url ?? null,
    keep: (upload, url) => change((entries) => void (entries[upload] = { url, at: now() })),
    forget: (upload) => change((entries) => void delete entries[upload]),
  }
}
