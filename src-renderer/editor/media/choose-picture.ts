import { call, followJob } from '#renderer/ipc/client.ts'
import { addAsset } from '#shared/edit/commands/assets.ts'
import { appError, AppError, toErrorData } from '#shared/messages/app-error.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** Lets the user pick a picture and takes it into the lesson without a place on the timeline; null where none came of it. */
export async function choosePicture(editor: LessonEditor): Promise<AssetId | null> {
  try {
    const { grants } = await call('media.chooseFiles', { purpose: 'media' })
    const [grant] = grants
    if (!grant) return null
    const { jobId } = await call('media.import', { projectId: editor.projectId, grantId: grant.grantId, rescue: false })
    const job = await followJob(jobId, () => undefined)
    if (job.state === 'cancelled') return null
    if (job.result?.kind !== 'import') throw job.error ? new AppError(job.error) : new Error('The import gave no result')
    const { asset, foundAssetIds } = job.result
    if (asset.kind !== 'image') throw appError('media.not-a-picture', { file: grant.fileName })
    const [known] = editor.tellFound(foundAssetIds)
    if (known !== undefined) return known
    return editor.run(addAsset, { asset }) ? asset.id : null
  } catch (thrown) {
    editor.tellError(toErrorData(thrown))
    return null
  }
}
