import { openWebServer, type Asked, type Answer } from './web-server.ts'

/**
 * Speaks the three endpoints of SCORM Cloud API v2 that are used, as its documentation and its own client describe them: /ping,
 * /courses/importJobs/upload, /courses/importJobs/{id}. SCORM Cloud itself was never reached from here.
 */
export async function openScormCloud({ appId = 'APP1', secret = 's3cret', problem = '' } = {}) {
  const courses: { readonly courseId: string; readonly bytes: number }[] = []
  let looks = 0

  function answer({ method, url, headers, body }: Asked): Answer {
    const expected = `Basic ${Buffer.from(`${appId}:${secret}`).toString('base64')}`
    if (headers.authorization !== expected) return { status: 401, body: { message: 'Full authentication is required' } }
    const path = url.pathname.replace('/api/v2', '')
    if (method === 'GET' && path === '/ping') return { body: { apiMessage: 'Hello', currentTime: '2026-11-22T00:00:00.000Z' } }
    if (method === 'POST' && path === '/courses/importJobs/upload') {
      if (url.searchParams.get('mayCreateNewVersion') !== 'true') return { status: 400, body: { message: 'exists already' } }
      if (!body.includes('name="file"')) return { status: 400, body: { message: 'no file' } }
      courses.push({ courseId: url.searchParams.get('courseId') ?? '', bytes: body.length })
      return { body: { result: 'job-1' } }
    }
    if (method === 'GET' && path === '/courses/importJobs/job-1') {
      looks += 1
      if (problem !== '') return { body: { jobId: 'job-1', status: 'ERROR', message: problem } }
      return { body: { jobId: 'job-1', status: looks > 1 ? 'COMPLETE' : 'RUNNING' } }
    }
    return { status: 404, body: { message: 'no' } }
  }

  const server = await openWebServer(answer)
  return { url: `${server.address}/api/v2`, asked: server.asked, courses }
}
