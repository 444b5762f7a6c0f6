import { randomUUID } from 'node:crypto'
import { copyFile, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { parseDocument } from '#shared/project/migrations/ladder.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument, Template } from '#shared/project/schema/document.ts'
import { makeTemplate, startLesson } from '#shared/template/save-as-template.ts'
import { templateIndexSchema, type TemplateIndex } from '#shared/template/template-file.ts'
import { replaceFile } from '../files/atomic-file.ts'
import type { LibraryClient } from '../library/library-client.ts'

type Services = {
  readonly library: Pick<LibraryClient, 'open' | 'create' | 'createTemplate' | 'putAsset'>
  /** Where the shipped templates lie; may be read-only and move with an update. */
  readonly shippedFolder: string
  /** Where their files are copied to, so that lessons keep them. */
  readonly mediaFolder: string
  /** Makes what shows a picture of the asset in lists. */
  readonly makePoster: (asset: Asset) => Promise<void>
  /** Called for every document that was stored. */
  readonly onCreate: (document: LessonDocument) => Promise<void>
  readonly log: (thrown: unknown) => void
}

type Start = { readonly templateId: string; readonly title: string; readonly language: string }
type Save = {
  readonly projectId: LessonId
  readonly template: Pick<Template, 'name' | 'summary'>
  readonly choices: Parameters<typeof makeTemplate>[1]['choices']
}

/** Shipped templates by their folder, saved ones by the id under which the library keeps them. All throw `library.*`, `file.*`. */
export type Templates = {
  index(): Promise<TemplateIndex>
  /** Makes a lesson from a template and gives its id. */
  start(order: Start): Promise<LessonId>
  /** Makes a template of the stored lesson and gives its id. */
  save(order: Save): Promise<LessonId>
}

export function createTemplates(services: Services): Templates {
  const { library, shippedFolder, mediaFolder, makePoster, onCreate, log } = services
  let known: TemplateIndex | null = null

  async function index(): Promise<TemplateIndex> {
    known ??= templateIndexSchema.parse(JSON.parse(await readFile(path.join(shippedFolder, 'index.json'), 'utf8')))
    return known
  }

  /** A shipped file at a place of its own, which the library knows. */
  async function place(asset: Asset, folder: string): Promise<Asset> {
    const written = asset.relativePath ?? asset.fileName
    const target = path.join(mediaFolder, `${asset.sha256.slice(0, 24)}${path.extname(written)}`)
    const there = await stat(target).catch(() => null)
    if (there?.size !== asset.byteLength)
      await replaceFile(target, (temporary) => copyFile(path.join(folder, written), temporary))
    const placed: Asset = { ...asset, absolutePath: target, relativePath: null, storage: 'managed' }
    const { sha256, byteLength } = asset
    await library.putAsset({ sha256, file: target, byteLength, storage: 'managed', missing: false })
    // A list without a picture must not keep anybody from their lesson.
    await makePoster(placed).catch(log)
    return placed
  }

  async function readShipped(id: string): Promise<LessonDocument> {
    const folder = path.join(shippedFolder, id)
    const parsed = parseDocument(JSON.parse(await readFile(path.join(folder, 'template.json'), 'utf8')))
    if (parsed.kind === 'newer' || parsed.kind === 'invalid') throw appError('library.unknown-project', { id })
    const { document } = parsed
    const assets = await Promise.all(Object.values(document.assets).map((asset) => place(asset, folder)))
    return { ...document, assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])) }
  }

  return {
    index,
    async start({ templateId, title, language }) {
      const shipped = (await index()).templates.some(({ id }) => id === templateId)
      const template = shipped ? await readShipped(templateId) : (await library.open(templateId as LessonId)).document
      const lesson = startLesson(template, randomUUID() as LessonId, title, language)
      await library.create(lesson)
      await onCreate(lesson)
      return lesson.id
    },
    async save({ projectId, template, choices }) {
      const { document } = await library.open(projectId)
      const card = await place((await index()).card, shippedFolder)
      const rules = document.template ?? {
        kind: document.challenge ? ('challenge' as const) : ('lesson' as const),
        minTicks: null,
        maxTicks: null,
      }
      const made = makeTemplate(document, {
        id: randomUUID() as LessonId,
        template: { ...rules, ...template },
        choices,
        card,
        newId: randomUUID,
      })
      const named = { ...made, metadata: { ...made.metadata, title: template.name, description: template.summary } }
      await library.createTemplate(named)
      await onCreate(named)
      return named.id
    },
  }
}
