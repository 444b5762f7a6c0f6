import { randomUUID } from 'node:crypto'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { languageSchema } from '#shared/project/schema/text.ts'
import { speechEngines } from '#shared/speech/engines.ts'
import { speechModelIdSchema, type SpeechModelId } from '#shared/speech/models.ts'
import { isRunning, writeFileAtomically } from '../files/atomic-file.ts'
import { makeFolder } from '../files/folder.ts'

/** What is known of an installed model; lies beside its files. */
export const modelNoteSchema = z
  .strictObject({
    modelId: speechModelIdSchema,
    name: z.string().min(1),
    engine: z.enum(speechEngines),
    languages: z.array(languageSchema).readonly(),
    byteLength: z.int().nonnegative(),
    origin: z.enum(['catalogue', 'own']),
    licence: z.string().nullable(),
  })
  .readonly()
export type ModelNote = z.infer<typeof modelNoteSchema>

/** Where models lie: `installed` holds whole ones only, `downloads` what came so far, `work` what is on its way in or out. */
export type ModelFolder = {
  installed(modelId: SpeechModelId): string
  partFile(modelId: SpeechModelId): string
  /** A new empty place beside them, on the same disk. */
  newWork(): string
  list(): Promise<readonly ModelNote[]>
  /** Gives what was made in a work folder its final place. */
  take(work: string, note: ModelNote): Promise<void>
  /** At once out of the list, then off the disk. */
  remove(modelId: SpeechModelId): Promise<void>
  /** Held against other programs of this computer until it is let go; null where one holds it. */
  hold(modelId: SpeechModelId): Promise<(() => Promise<void>) | null>
  /** Removes what killed programs left on its way. */
  clean(): Promise<void>
}

const noteName = 'model.json'
const workPattern = /^(\d+)-/u

export function openModelFolder(folder: string): ModelFolder {
  const installed = (modelId: SpeechModelId): string => path.join(folder, 'installed', modelId)
  const workFolder = path.join(folder, 'work')
  const newWork = (): string => {
    makeFolder(workFolder)
    return path.join(workFolder, `${process.pid}-${randomUUID()}`)
  }

  async function readNote(modelId: string): Promise<ModelNote | null> {
    try {
      const note = modelNoteSchema.parse(JSON.parse(await readFile(path.join(folder, 'installed', modelId, noteName), 'utf8')))
      return note.modelId === modelId ? note : null
    } catch {
      // Somebody else's folder, or a model of a newer program.
      return null
    }
  }

  return {
    installed,
    partFile: (modelId) => path.join(folder, 'downloads', `${modelId}.part`),
    newWork,
    async list() {
      const names = await readdir(path.join(folder, 'installed')).catch(() => [])
      return (await Promise.all(names.map(readNote))).filter((note) => note !== null)
    },
    async take(work, note) {
      await writeFileAtomically(path.join(work, noteName), JSON.stringify(note, null, 2))
      const target = installed(note.modelId)
      makeFolder(path.dirname(target))
      // What lies there without a note is no model.
      await rm(target, { recursive: true, force: true })
      await rename(work, target)
    },
    async remove(modelId) {
      const grave = newWork()
      await rename(installed(modelId), grave).catch((thrown: unknown) => {
        if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')) throw thrown
      })
      await rm(grave, { recursive: true, force: true })
    },
    async hold(modelId) {
      const file = path.join(folder, 'downloads', `${modelId}.lock`)
      makeFolder(path.dirname(file))
      for (let tries = 0; tries < 2; tries += 1) {
        const handle = await open(file, 'wx').catch((thrown: unknown) => {
          if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return null
          throw thrown
        })
        if (handle) {
          await handle.writeFile(String(process.pid)).finally(() => handle.close())
          return () => rm(file, { force: true })
        }
        const owner = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
        if (isRunning(owner) && owner !== process.pid) return null
        await rm(file, { force: true })
      }
      return null
    },
    async clean() {
      const names = await readdir(workFolder).catch(() => [])
      for (const name of names) {
        const owner = Number(workPattern.exec(name)?.[1] ?? 0)
        if (owner !== process.pid && !isRunning(owner)) await rm(path.join(workFolder, name), { recursive: true, force: true })
      }
    },
  }
}
