import { openWebServer, type Answer, type Asked } from './web-server.ts'

/**
 * Answers as Moodle's webservice/upload.php and webservice/rest/server.php do (read from their sources, compared with a Moodle 4.1.10;
 * none runs here): failures come with HTTP 200, as `error` from the one and as `message` from the other.
 */
export async function openMoodle({
  token = 'abc123',
  mostBytes = 10_000_000,
  mostPostedBytes = 20_000_000,
  mostToldBytes = -1,
  uploads = true,
  serves = true,
} = {}) {
  const drafts = new Map<number, readonly File[]>()
  const privateFiles: File[] = []
  let forms: FormData[] = []

  function answer(asked: Asked, form: FormData): Answer {
    if (asked.url.pathname === '/moodle/webservice/upload.php') {
      if (asked.body.length > mostPostedBytes)
        return { body: { error: 'A required parameter (token) was missing', errorcode: 'missingparam' } }
      if (form.get('token') !== token) return { body: { error: 'Invalid token - token not found', errorcode: 'invalidtoken' } }
      if (form.get('filearea') !== 'draft') return { body: { error: 'File area', errorcode: 'error' } }
      const file = form.get('file')
      if (!(file instanceof File)) return { body: [] }
      if (file.size > mostBytes) return { body: [{ filename: file.name, errortype: 'fileoversized', error: 'Too big' }] }
      const itemid = 700 + drafts.size
      drafts.set(itemid, [file])
      return { body: [{ component: 'user', filearea: 'draft', filename: file.name, filepath: '/', itemid }] }
    }
    if (asked.url.pathname !== '/moodle/webservice/rest/server.php') return { status: 404, body: 'no' }
    if (form.get('wstoken') !== token)
      return { body: { exception: 'moodle_exception', errorcode: 'invalidtoken', message: 'Invalid token - token not found' } }
    if (!serves)
      return {
        body: { exception: 'webservice_access_exception', errorcode: 'accessexception', message: 'Access control exception' },
      }
    if (form.get('wsfunction') === 'core_webservice_get_site_info')
      return {
        body: {
          sitename: 'School',
          username: 't',
          uploadfiles: uploads ? 1 : 0,
          usermaxuploadfilesize: mostToldBytes,
          functions: [],
        },
      }
    const files = drafts.get(Number(form.get('draftid')))
    if (form.get('wsfunction') !== 'core_user_add_user_private_files' || !files)
      return {
        body: { exception: 'invalid_parameter_exception', errorcode: 'invalidparameter', message: '<b>Invalid</b> draft' },
      }
    privateFiles.push(...files)
    // Without a value to return, the REST server says null.
    return { body: null }
  }

  const server = await openWebServer((asked) => {
    const form = parseForm(asked)
    forms = [...forms, form]
    return answer(asked, form)
  })
  return { url: `${server.address}/moodle`, asked: server.asked, privateFiles, formsOf: () => forms }
}

/** Of a multipart body with at most one file; `Response.formData` would have to be waited for. */
function parseForm({ body, headers }: Asked): FormData {
  const form = new FormData()
  const boundary = /boundary=(.*)$/.exec(headers['content-type'] ?? '')?.[1] ?? ''
  let at = body.indexOf(`--${boundary}`)
  while (at >= 0) {
    const start = at + boundary.length + 4
    const next = body.indexOf(`\r\n--${boundary}`, start)
    if (next < 0) break
    const headEnd = body.indexOf('\r\n\r\n', start)
    const head = body.subarray(start, headEnd).toString('utf8')
    const value = body.subarray(headEnd + 4, next)
    const name = / name="([^"]*)"/.exec(head)?.[1] ?? ''
    const fileName = /filename="([^"]*)"/.exec(head)?.[1]
    if (fileName === undefined) form.set(name, value.toString('utf8'))
    else form.set(name, new File([new Uint8Array(value)], fileName))
    at = next + 2
  }
  return form
}
