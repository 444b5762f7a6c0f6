import { studioOrigin } from '#shared/ipc/channel-names.ts'
import { templateIdSchema } from '#shared/ipc/areas/templates.ts'
import { assetVariants, type AssetVariant } from '#shared/ipc/media-url.ts'
import { assetIdSchema, lessonIdSchema, type AssetId, type LessonId } from '#shared/project/ids.ts'
import { answerFile } from './ranged-file.ts'
import type { AnswerRequest } from './schemes.ts'

export type MediaFile = { readonly path: string; readonly contentType: string }

export type MediaFiles = {
  /** Null for an asset that no open project has, or a variant that is not there. */
  findAsset(assetId: AssetId, variant: AssetVariant): Promise<MediaFile | null>
  findLessonPoster(lessonId: LessonId): Promise<MediaFile | null>
  /** Of an earlier version of a lesson; null for one that was not listed. */
  findVersionPicture(lessonId: LessonId, versionId: number): Promise<MediaFile | null>
  /** Of a shipped template: the picture or the film of the gallery. */
  findTemplate(templateId: string, variant: 'poster' | 'film'): MediaFile | null
}

const headers = {
  // The window is isolated (COEP) and draws pictures on canvases (CORS).
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': studioOrigin,
  'X-Content-Type-Options': 'nosniff',
} as const

const refused = (status: number): Response => new Response(null, { status, headers })

const isVariant = (name: string): name is AssetVariant => (assetVariants as readonly string[]).includes(name)

/** The file that `media://asset/<id>/<variant>`, `media://lesson/<id>/poster`, `media://version/<id>/<number>` or `media://template/<id>/<variant>` names. */
async function findFile(address: string, files: MediaFiles): Promise<MediaFile | null> {
  const url = new URL(address)
  const [, id = '', variant = '', ...rest] = url.pathname.split('/')
  if (rest.length > 0) return null
  if (url.host === 'asset') {
    const assetId = assetIdSchema.safeParse(id)
    return assetId.success && isVariant(variant) ? files.findAsset(assetId.data, variant) : null
  }
  if (url.host === 'template') {
    const isKnown = templateIdSchema.safeParse(id).success && (variant === 'poster' || variant === 'film')
    return isKnown ? files.findTemplate(id, variant) : null
  }
  const lessonId = lessonIdSchema.safeParse(id)
  if (url.host === 'version') {
    return lessonId.success && /^\d{1,15}$/.test(variant) ? files.findVersionPicture(lessonId.data, Number(variant)) : null
  }
  return url.host === 'lesson' && variant === 'poster' && lessonId.success ? files.findLessonPoster(lessonId.data) : null
}

/** Pictures and light copies by id; a path can never be asked for. */
export function createMediaAnswers(files: MediaFiles): AnswerRequest {
  return async (request) => {
    if (request.method !== 'GET') return refused(405)
    const file = await findFile(request.url, files)
    if (file === null) return refused(404)
    const answer = await answerFile(file.path, request.headers.get('Range'), { ...headers, 'Content-Type': file.contentType })
    return answer ?? refused(404)
  }
}
