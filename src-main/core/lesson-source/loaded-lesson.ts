import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import type { LessonWarning } from '#shared/lesson/lesson-warning.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'

export type LoadLessonOptions = {
  /** Examines a media file; the engine's probe. Its AppErrors become problems of the key that names the file. */
  readonly probe: (file: string, signal?: AbortSignal) => Promise<FileFacts>
  /** Makes an empty folder that lasts as long as the lesson is needed; without it, .tidbit files cannot be opened. */
  readonly makeFolder?: () => Promise<string>
  readonly signal?: AbortSignal | undefined
}

export type LoadedLesson = {
  readonly document: LessonDocument
  readonly warnings: readonly LessonWarning[]
  /** Absolute path of each asset. */
  readonly files: ReadonlyMap<AssetId, string>
  /** Absolute paths of what else it was made from: the lesson's own file, caption files. */
  readonly sources: readonly string[]
}
