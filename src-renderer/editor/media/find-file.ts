import { call, followJob } from '#renderer/ipc/client.ts'
import { AppError, toErrorData } from '#shared/messages/app-error.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** Lets the user show where the file of an asset lies now; only the same content is taken. */
export async function findFile(
  editor: Pick<LessonEditor, 'projectId' | 'tellError' | 'tellFound'>,
  assetId: AssetId,
): Promise<void> {
  try {
    const { grants } = await call('media.chooseFiles', { purpose: 'original' })
    const [grant] = grants
    if (!grant) return
    const { jobId } = await call('media.import', { projectId: editor.projectId, grantId: grant.grantId, assetId })
    const job = await followJob(jobId, () => undefined)
    if (job.state === 'cancelled') return
    if (job.result?.kind !== 'import') throw job.error ? new AppError(job.error) : new Error('The import gave no result')
    editor.tellFound(job.result.foundAssetIds)
  } catch (thrown) {
    editor.tellError(toErrorData(thrown))
  }
}
