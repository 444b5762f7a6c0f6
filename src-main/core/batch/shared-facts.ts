import path from 'node:path'
import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { parseDocument } from '#shared/project/migrations/ladder.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { loadLesson } from '../lesson-source/load-lesson.ts'
import { readJsonFile } from '../lesson-source/read-json-file.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import { shippedTemplates } from '../templates/shipped-templates.ts'

/** What many items of a run have in common is found out once: their intro, their outro, their template. */
export type SharedFacts = {
  /** Throws `file.*`, `media.*`, `cancelled`. */
  examine(file: string, media: Pick<MediaEngine, 'probe'>, signal: AbortSignal): Promise<FileFacts>
  /** A shipped template by its id, or one in a .tidbit file. Throws `lesson.*`, `project-file.*`, `file.*`. */
  template(wanted: TemplateSource, media: Pick<MediaEngine, 'probe'>, signal: AbortSignal): Promise<LessonDocument>
}

export type TemplateSource = { readonly shippedId: string } | { readonly file: string }

/** `makeFolder` makes an empty folder that lasts as long as the run. */
export function createSharedFacts(makeFolder: () => Promise<string>): SharedFacts {
  const examined = new Map<string, Promise<FileFacts>>()
  const templates = new Map<string, Promise<LessonDocument>>()

  return {
    examine: (file, media, signal) => once(examined, file, signal, () => media.probe(file, { signal })),
    template: (wanted, media, signal) =>
      'shippedId' in wanted
        ? once(templates, `id ${wanted.shippedId}`, signal, () => readShipped(wanted.shippedId))
        : once(templates, `file ${wanted.file}`, signal, async () => {
            const probe = (file: string): Promise<FileFacts> => media.probe(file, { signal })
            return (await loadLesson(wanted.file, { probe, makeFolder, signal })).document
          }),
  }
}

/** What failed is tried again by the next one who asks; one who waits for it, and was not stopped, asks again where another one was. */
async function once<T>(known: Map<string, Promise<T>>, key: string, signal: AbortSignal, find: () => Promise<T>): Promise<T> {
  for (;;) {
    const before = known.get(key)
    if (!before) break
    try {
      return await before
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'cancelled' || signal.aborted) throw thrown
      if (known.get(key) === before) known.delete(key)
    }
  }
  const found = find()
  known.set(key, found)
  found.catch(() => {
    if (known.get(key) === found) known.delete(key)
  })
  return found
}

async function readShipped(id: string): Promise<LessonDocument> {
  const folder = path.join(shippedTemplates(), id)
  // Its id is the name of a folder and no way to another one.
  if (!/^[a-z0-9-]+$/.test(id)) throw appError('batch.unknown-template', { id })
  const json = await readJsonFile(path.join(folder, 'template.json')).catch((thrown: unknown) => {
    throw appError('batch.unknown-template', { id }, { cause: thrown })
  })
  const parsed = parseDocument(json)
  if (parsed.kind !== 'document') throw appError('batch.unknown-template', { id })
  const { document } = parsed
  const assets = Object.values(document.assets).map((asset) => ({
    ...asset,
    absolutePath: path.join(folder, asset.relativePath ?? asset.fileName),
  }))
  return { ...document, assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])) }
}
