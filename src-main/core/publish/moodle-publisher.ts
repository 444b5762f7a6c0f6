import { z } from '#shared/base/zod.ts'
import { parseJson } from '#shared/lesson/parse-json.ts'
import { appError } from '#shared/messages/app-error.ts'
import { addressBelow, type Destination } from './destination.ts'
import { plainWords } from './network-error.ts'
import type { Publisher } from './publisher.ts'
import { retry } from './retry.ts'
import { sendForm } from './send-form.ts'

type MoodleDestination = Extract<Destination, { kind: 'moodle' }>

/** Moodle answers what went wrong with HTTP 200; upload.php says `error`, the REST server `message`. */
const failureSchema = z.looseObject({ errorcode: z.string(), error: z.string().optional(), message: z.string().optional() })
const siteSchema = z.looseObject({ sitename: z.string(), uploadfiles: z.union([z.int(), z.boolean()]).optional() })
const uploadedSchema = z
  .array(
    z.looseObject({ itemid: z.coerce.number().int().optional(), error: z.string().optional(), errortype: z.string().optional() }),
  )
  .min(1)

const unauthorized = new Set(['invalidtoken', 'accessexception', 'servicenotavailable', 'usernotexist'])
const tooLarge = new Set(['fileoversized', 'upload_error_ini_size', 'upload_error_form_size', 'userquotalimit'])

/**
 * Puts a file into the private files of the token's user: webservice/upload.php takes it into a draft area, and
 * core_user_add_user_private_files keeps what is there. A person makes the activity of it, on the page that is given.
 */
export function createMoodlePublisher({ courseId }: MoodleDestination, base: URL, token: string): Publisher {
  const { host } = base

  /** An answer as data; Moodle's own failures as sentences. */
  function read(text: string): unknown {
    const parsed = parseJson(text)
    if (!parsed.ok) throw appError('publish.not-understood', { host })
    const failure = failureSchema.safeParse(parsed.value)
    if (!failure.success) return parsed.value
    const { errorcode, error, message } = failure.data
    if (unauthorized.has(errorcode)) throw appError('publish.unauthorized', { host })
    if (tooLarge.has(errorcode)) throw appError('publish.too-large', { host })
    throw appError('publish.refused', { host, words: plainWords(error ?? message ?? errorcode, token) })
  }

  async function call(name: string, fields: Readonly<Record<string, string>>, signal: AbortSignal): Promise<unknown> {
    const sent = { wstoken: token, wsfunction: name, moodlewsrestformat: 'json', ...fields }
    return read(await sendForm(addressBelow(base, 'webservice/rest/server.php'), { fields: sent, signal }))
  }

  return {
    async test(signal) {
      const site = siteSchema.safeParse(await call('core_webservice_get_site_info', {}, signal))
      if (!site.success) throw appError('publish.not-understood', { host })
      if (!site.data.uploadfiles) throw appError('publish.forbidden', { host })
    },
    async publish(upload, { signal, onProgress }) {
      const draftId = await retry(async () => {
        const fields = { token, filearea: 'draft', itemid: '0', filepath: '/' }
        const answer = await sendForm(addressBelow(base, 'webservice/upload.php'), { fields, upload, signal, onProgress })
        const uploaded = uploadedSchema.safeParse(read(answer))
        if (!uploaded.success) throw appError('publish.not-understood', { host })
        const [first] = uploaded.data
        if (first?.errortype !== undefined && tooLarge.has(first.errortype)) throw appError('publish.too-large', { host })
        if (first?.error !== undefined) throw appError('publish.refused', { host, words: plainWords(first.error, token) })
        if (first?.itemid === undefined) throw appError('publish.not-understood', { host })
        return first.itemid
      }, signal)
      await retry(() => call('core_user_add_user_private_files', { draftid: String(draftId) }, signal), signal)
      const files = addressBelow(base, 'user/files.php')
      const activity = addressBelow(base, 'course/modedit.php')
      activity.search = new URLSearchParams({ add: 'scorm', course: String(courseId), section: '0', return: '0' }).toString()
      return { place: files.href, finishUrl: (courseId === null ? files : activity).href }
    },
  }
}
