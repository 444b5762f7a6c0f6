import type { Asset } from '#shared/project/schema/asset.ts'
import { planInput } from '#shared/render-plan/plan-inputs.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import type { ProcessHost } from '../hosts/process-host.ts'
import { cacheFile, findCached } from '../import/media-cache.ts'
import type { MediaMethods } from '../media/media-methods.ts'
import { stillSchema } from '../media/messages.ts'
import { parseReply } from '../media/parse-reply.ts'

export type PictureEngine = Pick<ProcessHost<MediaMethods>, 'call'>

export type PictureFiles = {
  /** The PNG of an image asset as overlays draw it, made when it is first asked for; null where it cannot be read. */
  find(asset: Asset): Promise<string | null>
}

/** The pictures that overlays of a window show, decoded by the media process and kept in the media cache. */
export function createPictureFiles(engine: PictureEngine, cacheFolder: string): PictureFiles {
  /** By content: two overlays may ask at the same time. */
  const making = new Map<string, Promise<string>>()

  async function make(asset: Asset, path: string): Promise<string> {
    const { data } = parseReply(stillSchema, await engine.call('overlayPicture', { path, input: planInput(asset) }))
    const file = cacheFile(cacheFolder, asset, 'picture')
    await writeFileAtomically(file, data)
    return file
  }

  return {
    async find(asset) {
      const { sha256, absolutePath } = asset
      if (asset.kind !== 'image') return null
      const known = await findCached(cacheFolder, asset, 'picture')
      if (known !== null || absolutePath === null) return known
      const running = making.get(sha256) ?? make(asset, absolutePath).finally(() => making.delete(sha256))
      making.set(sha256, running)
      // A picture that cannot be read is told by the export; the preview goes on without it.
      return running.catch(() => null)
    },
  }
}
