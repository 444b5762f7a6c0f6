import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { ProjectId, ProjectSummary } from '#shared/ipc/areas/library.ts'
import { lessonPosterUrl, versionPictureUrl } from '#shared/ipc/media-url.ts'
import { canvases, createDocument } from '#shared/project/defaults.ts'
import type { AssetId, LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { appError } from '#shared/messages/app-error.ts'
import { ticks } from '#shared/time/ticks.ts'
import { findMissingAssets, withoutPaths, type AssetFiles } from '#main/core/import/asset-files.ts'
import type { ProjectCard } from '#main/core/library/contract.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import type { LessonPosters } from '../protocol/lesson-posters.ts'
import type { VersionPictures } from '../protocol/version-pictures.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `library.${string}`>

type Services = {
  readonly library: LibraryClient
  readonly media: Pick<MediaEngine, 'probe'>
  readonly assetFiles: AssetFiles
  readonly posters: Pick<LessonPosters, 'learn' | 'follow'>
  readonly versionPictures: Pick<VersionPictures, 'learn'>
  readonly log: (thrown: unknown) => void
}

const newLessonId = (): LessonId => randomUUID() as LessonId

function summarizeCard(card: ProjectCard): ProjectSummary {
  const { id, title, language, questionCount, state, tags, missingMedia, newer, revision, updatedAt, deletedAt, posterFile } =
    card
  return {
    projectId: id,
    title,
    language,
    durationTicks: ticks(card.durationTicks),
    questionCount,
    posterUrl: posterFile === null ? null : lessonPosterUrl(id, basename(posterFile)),
    state,
    tags,
    missingMedia,
    newer,
    revision,
    updatedAtMs: updatedAt,
    deletedAtMs: deletedAt,
  }
}

export function createLibraryHandlers({
  library,
  media,
  assetFiles,
  posters,
  versionPictures,
  log,
}: Services): Pick<ChannelHandlers, Names> {
  /** The document with the paths that are known here. */
  function sealOwn(channel: string, projectId: ProjectId, document: LessonDocument): Promise<LessonDocument> {
    if (document.id === projectId) return assetFiles.seal(document)
    throw appError('ipc.bad-input', { channel, path: 'document.id', reason: 'belongs to another lesson' })
  }

  /** The cards of the library tell of missing media, too. */
  async function markFiles(assets: readonly Asset[], missingAssetIds: readonly AssetId[]): Promise<void> {
    const [missing, present] = [true, false].map((isMissing) =>
      assets.filter(({ id }) => missingAssetIds.includes(id) === isMissing).map(({ sha256 }) => sha256),
    )
    await library.markMissing(missing ?? [], present ?? [])
  }

  return {
    async 'library.list'({ query, deleted, limit }) {
      const cards = await library.list({ text: query, deleted, ...(limit !== null && { limit }) })
      posters.learn(cards)
      return { projects: cards.map(summarizeCard) }
    },
    async 'library.create'({ title, language, canvas }) {
      const document = createDocument(newLessonId(), title, language)
      await library.create({ ...document, settings: { ...document.settings, canvas: canvases[canvas] } })
      return { projectId: document.id }
    },
    async 'library.createSample'() {
      // What reads lesson.json and caption files is not read at the start of the program.
      const { loadSampleLesson } = await import('#main/core/lesson-source/sample-lesson.ts')
      const document = await loadSampleLesson(newLessonId(), { probe: (file, signal) => media.probe(file, { signal }) })
      await library.create(document)
      assetFiles.trust(document.id, Object.values(document.assets))
      return { projectId: document.id }
    },
    async 'library.open'({ projectId }) {
      const { document, revision, history, historyDropped } = await library.open(projectId)
      const assets = Object.values(document.assets)
      assetFiles.trust(projectId, assets)
      const missingAssetIds = await findMissingAssets(assets)
      await markFiles(assets, missingAssetIds)
      return {
        document: withoutPaths(document),
        revision,
        history: history === null ? null : new TextDecoder().decode(history),
        missingAssetIds,
        notices: historyDropped ? [{ code: 'history-dropped', params: {} }] : [],
      }
    },
    async 'library.findMissing'({ projectId }) {
      const assets = assetFiles.ofLesson(projectId)
      const missingAssetIds = await findMissingAssets(assets)
      // Known already to who asked: a library that cannot be written must not hide it.
      await markFiles(assets, missingAssetIds).catch(log)
      return { missingAssetIds }
    },
    async 'library.save'({ projectId, baseRevision, document, history }) {
      const sealed = await sealOwn('library.save', projectId, document)
      const { revision } = await library.save({
        document: sealed,
        expectedRevision: baseRevision,
        history: history === null ? null : new TextEncoder().encode(history),
      })
      // The lesson is stored: a card without its picture must not make the window think that it is not.
      await posters.follow(sealed).catch(log)
      return { revision }
    },
    async 'library.setTags'({ projectId, tags }) {
      await library.setTags(projectId, tags)
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
      versionPictures.learn(projectId, versions)
      return {
        versions: versions.map(({ id, createdAt, posterAsset, ...rest }) => ({
          ...rest,
          versionId: id,
          savedAtMs: createdAt,
          posterUrl: posterAsset && versionPictureUrl(projectId, id, String(createdAt)),
        })),
      }
    },
    async 'library.keepVersion'({ projectId, name, document }) {
      await library.nameVersion(projectId, name, document && (await sealOwn('library.keepVersion', projectId, document)))
      return {}
    },
    async 'library.restoreVersion'({ projectId, versionId, keepNewestAs }) {
      const document = await library.openVersion(projectId, versionId)
      const { revision: expectedRevision } = await library.nameVersion(projectId, keepNewestAs)
      const { revision } = await library.save({ document, expectedRevision, history: null })
      await posters.follow(document).catch(log)
      return { revision }
    },
  }
}
