import { checkCourse, findCourseLosses } from '#shared/package/course/course.ts'
import { createCourseRequest } from '#main/core/export/course-job.ts'
import type { JobQueue } from '#main/core/jobs/job-queue.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import { toJobId } from './job-handlers.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `course.${string}`>

type Services = {
  readonly grants: GrantTable
  readonly jobs: JobQueue
  readonly library: Pick<LibraryClient, 'open'>
}

export function createCourseHandlers({ grants, jobs, library }: Services): Pick<ChannelHandlers, Names> {
  return {
    async 'course.check'({ projectIds, format }) {
      const documents = []
      for (const id of projectIds) documents.push((await library.open(id)).document)
      const checked = checkCourse(documents, format)
      return { problem: checked.ok ? null : checked.error, losses: findCourseLosses(documents, format) }
    },
    async 'course.start'({ grantId, ...settings }, { webContents }) {
      const outputFile = grants.resolve(grantId, 'write', webContents.id)
      const { id } = await jobs.enqueue(createCourseRequest(settings, outputFile))
      return { jobId: toJobId(id) }
    },
  }
}
