import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import { parseJson } from '#shared/lesson/parse-json.ts'
import { appError } from '#shared/messages/app-error.ts'
import { addressBelow, type Destination } from './destination.ts'
import { readMoodleAddress } from './moodle-address.ts'
import { plainWords } from './network-error.ts'
import type { Publisher } from './publisher.ts'
import { retry } from './retry.ts'
import { sendForm } from './send-form.ts'

type MoodleDestination = Extract<Destination, { kind: 'moodle' }>

/** Moodle answers what went wrong with HTTP 200; upload.php says `error`, the REST server `message`. */
const failureSchema = z.looseObject({ errorcode: z.string(), error: z.string().optional(), message: z.string().optional() })
const siteSchema = z.looseObject({
  sitename: z.string(),
  uploadfiles: z.union([z.int(), z.boolean()]).optional(),
  /** In bytes; 0 or less for somebody without a limit. */
  usermaxuploadfilesize: z.int().optional(),
})
const uploadedSchema = z
  .array(
    z.looseObject({ itemid: z.coerce.number().int().optional(), error: z.string().optional(), errortype: z.string().optional() }),
  )
  .min(1)

const unauthorized = new Set(['invalidtoken', 'usernotexist'])
/** The token is known; its web service is off, may not upload, or lacks the functions. */
const forbidden = new Set(['accessexception', 'servicenotavailable'])
/** PHP empties a form that is larger than its `post_max_size`, and Moodle misses the token in it. */
const tooLarge = new Set(['fileoversized', 'upload_error_ini_size', 'upload_error_form_size', 'userquotalimit', 'missingparam'])

/** Moodle's activity modules by the ending of the file that they are made of. */
const activities: Readonly<Record<string, string>> = { '.zip': 'scorm', '.h5p': 'h5pactivity' }

/**
 * Puts a file into the private files of the token's user: webservice/upload.php takes it into a draft area, and
 * core_user_add_user_private_files keeps what is there. A person makes the activity of it, on the page that is given.
 */
export function createMoodlePublisher(destination: MoodleDestination, typed: URL, token: string): Publisher {
  const { root: base, courseId: copiedId } = readMoodleAddress(typed)
  const courseId = destination.courseId ?? copiedId
  const { host } = base

  /** An answer as data; Moodle's own failures as sentences. */
  function read(text: string): unknown {
    const parsed = parseJson(text)
    if (!parsed.ok) throw appError('publish.not-understood', { host })
    const failure = failureSchema.safeParse(parsed.value)
    if (!failure.success) return parsed.value
    const { errorcode, error, message } = failure.data
    if (unauthorized.has(errorcode)) throw appError('publish.unauthorized', { host })
    if (forbidden.has(errorcode)) throw appError('publish.forbidden', { host })
    if (tooLarge.has(errorcode)) throw appError('publish.too-large', { host })
    throw appError('publish.refused', { host, words: plainWords(error ?? message ?? errorcode, token) })
  }

  async function call(name: string, fields: Readonly<Record<string, string>>, signal: AbortSignal): Promise<unknown> {
    const sent = { wstoken: token, wsfunction: name, moodlewsrestformat: 'json', ...fields }
    return read(await sendForm(addressBelow(base, 'webservice/rest/server.php'), { fields: sent, signal }))
  }

  /** The largest file that the token's user may upload, in bytes. */
  async function askLimit(signal: AbortSignal): Promise<number> {
    const site = siteSchema.safeParse(await call('core_webservice_get_site_info', {}, signal))
    if (!site.success) throw appError('publish.not-understood', { host })
    if (!site.data.uploadfiles) throw appError('publish.forbidden', { host })
    const { usermaxuploadfilesize: most = -1 } = site.data
    return most <= 0 ? Number.POSITIVE_INFINITY : most
  }

  return {
    async test(signal) {
      await askLimit(signal)
    },
    async publish(upload, { signal, onProgress }) {
      // Told before a large file travels, not after.
      if (upload.byteLength > (await retry(() => askLimit(signal), signal))) throw appError('publish.too-large', { host })
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
      return { place: files.href, finishUrl: (courseId === null ? files : finishPage(base, courseId, upload.file)).href }
    },
  }
}

/** Where a course makes an activity of the file; its own page for what is restored there (a cartridge, a Moodle backup). */
function finishPage(base: URL, courseId: number, file: string): URL {
  const activity = activities[path.extname(file).toLowerCase()]
  const page = addressBelow(base, activity === undefined ? 'course/view.php' : 'course/modedit.php')
  const course = String(courseId)
  const search = activity === undefined ? { id: course } : { add: activity, course, section: '0', return: '0' }
  page.search = new URLSearchParams(search).toString()
  return page
}
