import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { ProjectSummary } from '#shared/ipc/areas/library.ts'
import { lessonPosterUrl } from '#shared/ipc/media-url.ts'
import { canvases, createDocument } from '#shared/project/defaults.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { appError } from '#shared/messages/app-error.ts'
import { ticks } from '#shared/time/ticks.ts'
import { findMissingAssets, type AssetFiles } from '#main/core/import/asset-files.ts'
import type { ProjectCard } from '#main/core/library/contract.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { LessonPosters } from '../protocol/lesson-posters.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `library.${string}`>

type Services = { readonly library: LibraryClient; readonly assetFiles: AssetFiles; readonly posters: LessonPosters }

const newLessonId = (): LessonId => randomUUID() as LessonId

function summarizeCard(card: ProjectCard): ProjectSummary {
  const { id, title, language, questionCount, state, missingMedia, newer, revision, updatedAt, deletedAt, posterFile } = card
  return {
    projectId: id,
    title,
    language,
    durationTicks: ticks(card.durationTicks),
    questionCount,
    posterUrl: posterFile === null ? null : lessonPosterUrl(id, basename(posterFile)),
    state,
    missingMedia,
    newer,
    revision,
    updatedAtMs: updatedAt,
    deletedAtMs: deletedAt,
  }
}

export function createLibraryHandlers({ library, assetFiles, posters }: Services): Pick<ChannelHandlers, Names> {
  return {
    async 'library.list'({ query, deleted }) {
      const cards = await library.list({ text: query, deleted })
      posters.learn(cards)
      return { projects: cards.map(summarizeCard) }
    },
    async 'library.create'({ title, language, canvas }) {
      const document = createDocument(newLessonId(), title, language)
      await library.create({ ...document, settings: { ...document.settings, canvas: canvases[canvas] } })
      return { projectId: document.id }
    },
    async 'library.open'({ projectId }) {
      const { document, revision, history, historyDropped } = await library.open(projectId)
      const assets = Object.values(document.assets)
      assetFiles.trust(assets)
      return {
        document,
        revision,
        history: history === null ? null : new TextDecoder().decode(history),
        missingAssetIds: await findMissingAssets(assets),
        notices: historyDropped ? [{ code: 'history-dropped', params: {} }] : [],
      }
    },
    async 'library.save'({ projectId, baseRevision, document, history }) {
      if (document.id !== projectId)
        throw appError('ipc.bad-input', { channel: 'library.save', path: 'document.id', reason: 'belongs to another lesson' })
      const sealed = await assetFiles.seal(document)
      const { revision } = await library.save({
        document: sealed,
        expectedRevision: baseRevision,
        history: history === null ? null : new TextEncoder().encode(history),
      })
      await posters.follow(sealed)
      return { revision }
    },
    async 'library.rename'({ projectId, title }) {
      await library.rename(projectId, title)
      return {}
    },
    async 'library.delete'({ projectId }) {
      await library.delete(projectId)
      return {}
    },
    async 'library.restore'({ projectId }) {
      await library.restore(projectId)
      return {}
    },
    async 'library.duplicate'({ projectId, title }) {
      const newId = newLessonId()
      await library.duplicate(projectId, newId, title)
      return { projectId: newId }
    },
    async 'library.versions'({ projectId }) {
      const versions = await library.listVersions(projectId)
      return {
        versions: versions.map(({ id, name, revision, createdAt }) => ({ versionId: id, name, revision, savedAtMs: createdAt })),
      }
    },
    async 'library.restoreVersion'({ projectId, versionId }) {
      const document = await library.openVersion(projectId, versionId)
      const { revision: expectedRevision } = await library.open(projectId)
      const { revision } = await library.save({ document, expectedRevision, history: null })
      return { revision }
    },
  }
}
