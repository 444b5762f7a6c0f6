import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron'
import { randomBytes, randomUUID } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { rm } from 'node:fs/promises'
import type { DraftId, DraftInputInfo } from '#shared/ipc/areas/batch-draft.ts'
import { appError } from '#shared/messages/app-error.ts'
import { batchDraftText } from '#shared/messages/ui/batch-draft.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { chooseModel } from '#shared/speech/choose-model.ts'
import type { BatchDraft } from '#main/core/batch-draft/batch-draft.ts'
import type { FolderWatches } from '#main/core/batch-queue/folder-watches.ts'
import type { BatchQueue } from '#main/core/batch-queue/queue-contract.ts'
import { createKeptMappings } from '#main/core/batch-draft/kept-mappings.ts'
import { clipExtensions, readDrop, sheetExtensions } from '#main/core/batch-draft/read-drop.ts'
import type { DraftInput, DraftSource } from '#main/core/batch-draft/read-input.ts'
import type { SharedFacts } from '#main/core/batch/shared-facts.ts'
import type { AssetFiles } from '#main/core/import/asset-files.ts'
import type { DeriveEngine } from '#main/core/media/derive-engine.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import type { SpeechModels } from '#main/core/speech/speech-models.ts'
import { makeWorkFolder } from '#main/core/files/work-folder.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import type { LessonPosters } from '../protocol/lesson-posters.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `batchDraft.${string}`>

type Services = {
  readonly grants: Pick<GrantTable, 'resolve'>
  readonly library: LibraryClient
  readonly assetFiles: Pick<AssetFiles, 'trust'>
  readonly posters: Pick<LessonPosters, 'follow'>
  /** Looks at clips behind everything else. */
  readonly splitMedia: MediaEngine
  readonly deriveMedia: DeriveEngine
  readonly speechModels: SpeechModels
  readonly batches: Pick<BatchQueue, 'add'>
  readonly folderWatches: Pick<FolderWatches, 'start'>
  readonly cacheFolder: string
  readonly tryFolder: string
  readonly log: (thrown: unknown) => void
}

type OpenDraft = {
  readonly draft: BatchDraft
  readonly shared: SharedFacts
  readonly holderId: number
  /** Of the preview or the lesson that is being made. */
  looking: AbortController | null
  close(): Promise<void>
}

/** One window has one; what a reload left behind goes first. */
const mostDrafts = 4

const dialogs: Readonly<Record<DraftInput['kind'], OpenDialogOptions>> = {
  folder: { properties: ['openDirectory'] },
  clips: {
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: batchDraftText.dialogs.clips, extensions: clipExtensions }],
  },
  sheet: { properties: ['openFile'], filters: [{ name: batchDraftText.dialogs.sheet, extensions: sheetExtensions }] },
}
/** Cells that tell what a column holds. */
const exampleLength = 80

export function createBatchDraftHandlers(services: Services): Pick<ChannelHandlers, Names> {
  const {
    grants,
    library,
    assetFiles,
    posters,
    splitMedia,
    deriveMedia,
    speechModels,
    batches,
    folderWatches,
    cacheFolder,
    tryFolder,
    log,
  } = services
  const drafts = new Map<DraftId, OpenDraft>()
  const kept = createKeptMappings({ library })

  function find(draftId: DraftId, holderId: number): OpenDraft {
    const open = drafts.get(draftId)
    if (open?.holderId !== holderId) throw appError('batch.draft-gone', {})
    return open
  }

  async function close(draftId: DraftId): Promise<void> {
    const open = drafts.get(draftId)
    drafts.delete(draftId)
    await open?.close()
  }

  async function begin(holderId: number): Promise<{ readonly draftId: DraftId; readonly draft: BatchDraft }> {
    // What plans and checks batches is not read at the start of the program.
    const { createBatchDraft } = await import('#main/core/batch-draft/batch-draft.ts')
    const { createSharedFacts } = await import('#main/core/batch/shared-facts.ts')
    const folders: string[] = []
    const shared = createSharedFacts(async () => {
      const folder = await makeWorkFolder(dirname(tryFolder), 'lesson')
      folders.push(folder)
      return folder
    })
    const ended = new AbortController()
    const draft = createBatchDraft({
      version: app.getVersion(),
      today: () => new Date().toISOString().slice(0, 10),
      chooseModel: async (language) => chooseModel(await speechModels.list(), language)?.modelId ?? null,
      loadTemplate: (source) => shared.template(source, splitMedia, ended.signal),
    })
    const draftId = randomBytes(18).toString('base64url') as DraftId
    const open: OpenDraft = {
      draft,
      shared,
      holderId,
      looking: null,
      async close() {
        open.looking?.abort()
        ended.abort()
        draft.close()
        for (const folder of folders) await rm(folder, { recursive: true, force: true }).catch(log)
      },
    }
    drafts.set(draftId, open)
    for (const oldest of [...drafts.keys()].slice(0, -mostDrafts)) await close(oldest)
    return { draftId, draft }
  }

  /** The folder of the files of a lesson, in which those lie that its recipe names. */
  async function folderOf(projectId: LessonId): Promise<string | null> {
    const { document } = await library.open(projectId)
    const place = Object.values(document.assets).find(({ absolutePath }) => absolutePath !== null)?.absolutePath ?? null
    return place === null ? null : dirname(place)
  }

  return {
    async 'batchDraft.open'({ projectId }, { webContents }) {
      const { draftId, draft } = await begin(webContents.id)
      if (projectId !== null) draft.useRecipeFolder(await folderOf(projectId))
      return { draftId }
    },
    async 'batchDraft.close'({ draftId }, { webContents }) {
      find(draftId, webContents.id)
      await close(draftId)
      return {}
    },
    async 'batchDraft.chooseRecipe'({ draftId }, { window, webContents }) {
      const { draft } = find(draftId, webContents.id)
      const file = await choose(window, {
        properties: ['openFile'],
        filters: [{ name: batchDraftText.dialogs.recipe, extensions: ['json'] }],
      })
      if (file === null) return { chosen: null }
      const { loadRecipe } = await import('#main/core/batch/load-recipe.ts')
      const recipe = await loadRecipe(file[0], new AbortController().signal)
      draft.useRecipeFolder(dirname(file[0]))
      return { chosen: { fileName: basename(file[0]), recipe } }
    },
    async 'batchDraft.chooseInput'({ draftId, kind }, { window, webContents }) {
      const { draft } = find(draftId, webContents.id)
      const chosen = await choose(window, dialogs[kind])
      if (chosen === null) return { input: null }
      const input = await draft.takeInput(toSource(kind, chosen), new AbortController().signal)
      return { input: describeInput(input, draft.outFolder ?? input.base) }
    },
    async 'batchDraft.takeDropped'({ draftId, grantIds }, { webContents }) {
      const { draft } = find(draftId, webContents.id)
      const source = await readDrop(grantIds.map((grantId) => grants.resolve(grantId, 'read', webContents.id)))
      const input = await draft.takeInput(source, new AbortController().signal)
      return { input: describeInput(input, draft.outFolder ?? input.base) }
    },
    async 'batchDraft.keptMapping'({ draftId, recipe }, { webContents }) {
      const { draft } = find(draftId, webContents.id)
      return { mapping: draft.input?.kind === 'sheet' ? await kept.find(recipe, draft.input.sheet.columns) : null }
    },
    async 'batchDraft.chooseFolder'({ draftId }, { window, webContents }) {
      const { draft } = find(draftId, webContents.id)
      const chosen = await choose(window, { properties: ['openDirectory', 'createDirectory'] })
      if (chosen === null) return { name: null }
      draft.useOutFolder(chosen[0])
      return { name: basename(chosen[0]) }
    },
    async 'batchDraft.check'({ draftId, wish, since, fresh }, { webContents }) {
      return find(draftId, webContents.id).draft.check(wish, since, fresh)
    },
    async 'batchDraft.preview'({ draftId, wish, line }, { webContents }) {
      const open = find(draftId, webContents.id)
      const own = beginLooking(open)
      const { previewRow } = await import('#main/core/batch-draft/preview-row.ts')
      const order = await open.draft.orderRow(wish, line, own.signal)
      const facts = { media: splitMedia, deriveMedia, shared: open.shared, models: speechModels, cacheFolder, log }
      return previewRow(order, facts, own.signal)
    },
    'batchDraft.stopPreview'({ draftId }, { webContents }) {
      find(draftId, webContents.id).looking?.abort()
      return {}
    },
    async 'batchDraft.makeLesson'({ draftId, wish, line }, { webContents }) {
      const open = find(draftId, webContents.id)
      const { makeItemLesson } = await import('#main/core/batch/run-item.ts')
      const { signal } = beginLooking(open)
      const order = await open.draft.orderRow(wish, line, signal)
      const facts = { media: splitMedia, deriveMedia, shared: open.shared, models: speechModels, cacheFolder, log }
      const { document } = await makeItemLesson(order, facts, { signal, onProgress: () => undefined })
      if (signal.aborted) throw appError('cancelled', {})
      const lesson = { ...document, id: randomUUID() as LessonId }
      await library.create(lesson)
      assetFiles.trust(lesson.id, Object.values(lesson.assets))
      // The lesson is stored: a card without its picture is no reason to take it back.
      await posters.follow(lesson).catch(log)
      return { projectId: lesson.id }
    },
    async 'batchDraft.start'({ draftId, wish, madeBy, watches }, { webContents }) {
      const { draft } = find(draftId, webContents.id)
      const order = await draft.order(wish, new AbortController().signal)
      const request = { ...order, madeBy }
      const batchId = await batches.add(request)
      if (watches && draft.input?.kind === 'folder') {
        const left = new Set(wish.leftOut)
        const leftOut = draft.input.sheet.rows.flatMap(({ line, cells }) => (left.has(line) ? cells.slice(0, 1) : []))
        await folderWatches.start({ folder: draft.input.base, request, leftOut }, batchId)
      }
      if (draft.input?.kind === 'sheet') await kept.keep(wish.recipe, draft.input.sheet.columns, wish.mapping).catch(log)
      return { batchId, count: order.rows.length }
    },
  }
}

/** What a row is looked at for now ends what it was looked at for before. */
function beginLooking(open: OpenDraft): AbortController {
  open.looking?.abort()
  open.looking = new AbortController()
  return open.looking
}

async function choose(window: BrowserWindow, options: OpenDialogOptions): Promise<[string, ...string[]] | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options)
  const [first, ...more] = filePaths
  return canceled || first === undefined ? null : [first, ...more]
}

function toSource(kind: DraftInput['kind'], chosen: [string, ...string[]]): DraftSource {
  const [first] = chosen
  if (kind === 'clips') return { kind, files: chosen }
  return kind === 'folder' ? { kind, folder: first } : { kind, file: first }
}

function describeInput({ kind, name, sheet, remarks }: DraftInput, outFolder: string): DraftInputInfo {
  const examples = sheet.columns.map(
    (_, place) => sheet.rows.find(({ cells }) => (cells[place] ?? '').trim() !== '')?.cells[place]?.trim() ?? '',
  )
  return {
    kind,
    name,
    rowCount: sheet.rows.length,
    columns: kind === 'sheet' ? sheet.columns : [],
    examples: kind === 'sheet' ? examples.map((example) => example.slice(0, exampleLength)) : [],
    remarks,
    outFolderName: basename(outFolder),
  }
}
