import { call } from '#renderer/ipc/client.ts'
import { speakingRuns, type ShotCuts } from '#shared/edit/place-speech.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** Where media of a lesson change from one shot to another, on their own clocks, as far as anybody looked. */
export async function knownShotCuts(projectId: ProjectId, assetIds: readonly AssetId[]): Promise<ShotCuts> {
  const { media } = await call('speech.shotCuts', { projectId, assetIds })
  return new Map(media.map(({ assetId, cuts }) => [assetId, cuts]))
}

/** Those of all media that speak in the lesson. */
export async function spokenShotCuts(editor: LessonEditor): Promise<ShotCuts> {
  // Main looks into the stored lesson.
  await editor.autosave.flush()
  return knownShotCuts(editor.projectId, [...new Set(speakingRuns(editor.document).map(([{ assetId }]) => assetId))])
}
