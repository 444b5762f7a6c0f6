/** An answer that is no success; the page knows what each status means. */
export class UploadRefusal extends Error {
  readonly status_code: number
  readonly body: string

  constructor(status: number) {
    super(`refused with ${status}`)
    this.status_code = status
    this.body = ''
  }
}
