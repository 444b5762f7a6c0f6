import type { LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { FoundRecording, Recordings } from './recordings.ts'

type SavedLessons = {
  open(id: LessonId): Promise<{ readonly document: { readonly assets: Readonly<Record<string, Asset>> } }>
}

/**
 * Interrupted recordings whose clip is in no saved lesson. One that is, because the program ended between the save and its note,
 * is settled: offered and thrown away, its file would be deleted under the lesson.
 */
export async function findUnstored(
  recordings: Pick<Recordings, 'findInterrupted' | 'settle'>,
  lessons: SavedLessons,
): Promise<readonly FoundRecording[]> {
  const unstored: FoundRecording[] = []
  for (const found of await recordings.findInterrupted()) {
    // A lesson that is gone, or cannot be read, has no say.
    const opened = await lessons.open(found.lessonId).catch(() => null)
    const isStored = opened && Object.values(opened.document.assets).some(({ absolutePath }) => absolutePath === found.file)
    if (isStored) await recordings.settle(found.id)
    else unstored.push(found)
  }
  return unstored
}
