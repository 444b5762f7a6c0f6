import { createStore, type StoreApi } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import { receivePort } from '#renderer/ipc/ports.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Grant } from '#shared/ipc/areas/grant.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { phoneMessageSchema, type PhoneMessage, type PhoneSession } from '#shared/ipc/areas/phone.ts'
import type { RecordingId } from '#shared/ipc/areas/recording.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'

/** Whether a phone is let in. */
export type PhoneState =
  | { readonly kind: 'closed' | 'opening' | 'idle' }
  | { readonly kind: 'open'; readonly session: PhoneSession }
  | { readonly kind: 'failed'; readonly error: ErrorData }

/** The part of the open lesson that takes the clips. */
type PhoneTarget = {
  readonly projectId: ProjectId
  readonly document: Pick<LessonDocument, 'metadata' | 'assets'>
  readonly imports: { add(grants: readonly Grant[]): Promise<void> }
  readonly autosave: { flush(): Promise<boolean> }
}

/** Lets a phone send clips into the open lesson, from when the user asks until the user, or time, ends it. */
export class PhoneLink {
  readonly state: StoreApi<PhoneState> = createStore<PhoneState>(() => ({ kind: 'closed' }))
  readonly #editor: PhoneTarget
  readonly #taken = new Set<string>()
  #port: MessagePort | null = null
  /** Raised by each opening and closing: what an earlier one still brings is not heard. */
  #turn = 0

  constructor(editor: PhoneTarget) {
    this.#editor = editor
  }

  /** Lets a phone in through one address of this computer (null: the likeliest); ends what was open before. */
  async open(address: string | null = null): Promise<void> {
    this.close()
    const turn = this.#turn
    this.state.setState({ kind: 'opening' }, true)
    const { projectId, document } = this.#editor
    try {
      const { portId } = await call('phone.open', { projectId, lessonTitle: document.metadata.title, address })
      const port = await receivePort(portId)
      if (turn !== this.#turn) return port.close()
      this.#port = port
      port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (turn === this.#turn) this.#hear(phoneMessageSchema.parse(data))
      })
      port.start()
    } catch (thrown) {
      if (turn === this.#turn) this.state.setState({ kind: 'failed', error: toErrorData(thrown) }, true)
    }
  }

  /** Lets nobody in any more; closing the port tells main. */
  close(): void {
    this.#turn += 1
    this.#port?.close()
    this.#port = null
    this.state.setState({ kind: 'closed' }, true)
  }

  /** What does not get into the saved lesson, because the program ends before, is offered at the next start. */
  async #bring(grant: Grant, recordingId: RecordingId | null): Promise<void> {
    const before = new Set(Object.keys(this.#editor.document.assets))
    await this.#editor.imports.add([grant])
    // Phones count their clips anew: one of that name may have been there before.
    const isThere = Object.values(this.#editor.document.assets).some(
      ({ id, fileName }) => fileName === grant.fileName && !before.has(id),
    )
    if (recordingId === null || !isThere || !(await this.#editor.autosave.flush())) return
    await call('recording.settle', { recordingId }).catch((thrown: unknown) => showToast(describeError(toErrorData(thrown))))
  }

  #hear({ session }: PhoneMessage): void {
    for (const { uploadId, fileName, grant, recordingId } of session.uploads) {
      if (grant === null || this.#taken.has(uploadId)) continue
      this.#taken.add(uploadId)
      announce(text.phone.received(fileName))
      void this.#bring(grant, recordingId)
    }
    if (session.ended === null) this.state.setState({ kind: 'open', session }, true)
    else {
      this.close()
      if (session.ended === 'idle') this.state.setState({ kind: 'idle' }, true)
    }
  }
}
