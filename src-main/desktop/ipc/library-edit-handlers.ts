import { findIntro } from '#shared/library-edit/find-intro.ts'
import type { LibraryAction, LibraryEdit } from '#shared/library-edit/library-edit.ts'
import type { Intro } from '#shared/ipc/areas/library-edits.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { createExportAgainRequest, previewExportAgain } from '#main/core/export/export-again.ts'
import { hidePaths } from '#main/core/import/asset-files.ts'
import { importMedia, type ImportServices } from '#main/core/import/import-media.ts'
import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import { previewChange } from '#main/core/library-edit/change-lessons.ts'
import type { KeptChanges } from '#main/core/library-edit/kept-changes.ts'
import { createChangeRequest, createTakeBackRequest } from '#main/core/library-edit/library-edit-job.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import { toJobId } from './job-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `libraryEdits.${string}`>

type Services = Omit<ImportServices, 'library'> & {
  readonly grants: GrantTable
  readonly jobs: JobQueue
  readonly library: LibraryClient
  readonly keptChanges: KeptChanges
}

export function createLibraryEditHandlers(services: Services): Pick<ChannelHandlers, Names> {
  const { grants, jobs, library, keptChanges } = services
  /** Clips that were examined for an intro: their files are known here alone. */
  const clips = new Map<AssetId, Asset>()

  /** The edit with the files as they are known here: a path that comes from a window is never believed. */
  async function seal(edit: LibraryEdit): Promise<LibraryEdit> {
    if (edit.kind === 'replace-words') return edit
    if (edit.kind === 'school-style') {
      const { logo } = edit
      if (logo === null) return edit
      const stored = await library.findAsset(logo.sha256)
      return { ...edit, logo: { ...logo, absolutePath: stored?.file ?? null, relativePath: null } }
    }
    const asset = clips.get(edit.asset.id)
    if (!asset) throw appError('edit.gone', { what: 'clip' })
    return { ...edit, asset }
  }

  return {
    async 'libraryEdits.preview'({ projectIds, edit }) {
      const touched = await previewChange(projectIds, await seal(edit), { library })
      return { lessons: touched.map(({ id, ...rest }) => ({ projectId: id, ...rest })) }
    },
    async 'libraryEdits.intros'({ projectIds }) {
      const intros = new Map<string, Intro>()
      for (const projectId of projectIds) {
        // One that cannot be read is told of by the preview.
        const intro = await library.open(projectId).then(
          ({ document }) => findIntro(document),
          () => null,
        )
        if (!intro) continue
        const { sha256, fileName } = intro.asset
        const known = intros.get(sha256)
        intros.set(sha256, { sha256, fileName, projectIds: [...(known?.projectIds ?? []), projectId] })
      }
      return { intros: [...intros.values()].toSorted((a, b) => b.projectIds.length - a.projectIds.length) }
    },
    async 'libraryEdits.takeClip'({ grantId }, { webContents }) {
      const file = grants.resolve(grantId, 'read', webContents.id)
      const context = { signal: new AbortController().signal, report: () => undefined }
      const asset = await importMedia(file, services, context)
      if (asset.kind === 'audio' || asset.kind === 'lut') throw appError('edit.asset-unplayable', { file: asset.fileName })
      clips.set(asset.id, asset)
      return { asset: hidePaths(asset) }
    },
    async 'libraryEdits.start'({ projectIds, edit }) {
      const { id } = await jobs.enqueue(createChangeRequest(projectIds, await seal(edit)))
      return { jobId: toJobId(id) }
    },
    async 'libraryEdits.takeBack'({ changeId }) {
      const { id } = await jobs.enqueue(createTakeBackRequest(changeId))
      return { jobId: toJobId(id) }
    },
    async 'libraryEdits.previewExport'({ projectIds }) {
      const previewed = await previewExportAgain(projectIds, library)
      return { lessons: previewed.map(({ id, ...rest }) => ({ projectId: id, ...rest })) }
    },
    async 'libraryEdits.export'({ projectIds, note }) {
      const { id } = await jobs.enqueue(createExportAgainRequest(projectIds, note))
      return { jobId: toJobId(id) }
    },
    async 'libraryEdits.list'() {
      const changes = await keptChanges.list()
      return {
        changes: changes
          .map(({ changeId, madeAtMs, edit, lessons, exports }) => ({
            changeId,
            madeAtMs,
            edit: hideEdit(edit),
            lessonCount: lessons.length + exports.length,
          }))
          .filter(({ lessonCount }) => lessonCount > 0),
      }
    },
  }
}

function hideEdit(edit: LibraryAction): LibraryAction {
  if (edit.kind === 'replace-intro') return { ...edit, asset: hidePaths(edit.asset) }
  return edit.kind === 'school-style' ? { ...edit, logo: edit.logo && hidePaths(edit.logo) } : edit
}
