/** The part that is used of SCORM Cloud's own client, which comes without types. */
declare module '@rusticisoftware/scormcloud-api-v2-client-javascript' {
  export type SentProgress = { direction: string; loaded: number; total: number }
  export type Sent = {
    on(event: 'progress', listener: (progress: SentProgress) => void): void
    abort(): void
  }
  type Answered<T> = (error: unknown, data: T) => void

  /** Of superagent, before it is sent. */
  export type ClientRequest = { redirects(most: number): unknown }

  class ApiClient {
    basePath: string
    timeout: number
    authentications: { APP_NORMAL: { username?: string; password?: string } }
    applyAuthToRequest(request: ClientRequest, names: readonly string[]): void
  }
  class PingApi {
    constructor(client: ApiClient)
    pingAppId(answered: Answered<unknown>): Sent
  }
  class CourseApi {
    constructor(client: ApiClient)
    createUploadAndImportCourseJob(
      courseId: string,
      options: { mayCreateNewVersion: boolean; uploadedContentType: string; file: unknown },
      answered: Answered<{ result?: unknown }>,
    ): Sent
    getImportJobStatus(importJobId: string, answered: Answered<{ status?: unknown; message?: unknown }>): Sent
  }

  const scormCloud: {
    readonly ApiClient: typeof ApiClient
    readonly PingApi: typeof PingApi
    readonly CourseApi: typeof CourseApi
  }
  export default scormCloud
}
