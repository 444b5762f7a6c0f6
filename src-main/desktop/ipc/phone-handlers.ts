import type { Grant } from '#shared/ipc/areas/grant.ts'
import type { PhoneMessage, PhoneSession } from '#shared/ipc/areas/phone.ts'
import { createProgressStream } from '#main/core/jobs/progress-stream.ts'
import type { OpenPhoneSession, PhoneState, PhoneUploads } from '#main/core/phone-upload/phone-uploads.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import type { ChannelHandlers } from './register-channels.ts'
import { sendPort } from './send-port.ts'

type Names = Extract<keyof ChannelHandlers, `phone.${string}`>

type Services = {
  readonly phoneUploads: Pick<PhoneUploads, 'open'>
  readonly grants: Pick<GrantTable, 'grantRead'>
  readonly log: (thrown: unknown) => void
}

export function createPhoneHandlers({ phoneUploads, grants, log }: Services): Pick<ChannelHandlers, Names> {
  return {
    async 'phone.open'({ projectId, lessonTitle, address }, { webContents }) {
      /** What came in is told with the right to import it. */
      const granted = new Map<string, Grant>()
      const asked = new Set<string>()
      let tell: ((state: PhoneState) => void) | null = null

      function toSession({ uploads, ...state }: PhoneState): PhoneSession {
        return {
          ...state,
          uploads: uploads.map(({ file: _file, ...upload }) => {
            const grant = granted.get(upload.uploadId) ?? null
            return upload.state === 'done' && grant === null ? { ...upload, state: 'checking', grant } : { ...upload, grant }
          }),
        }
      }
      async function grantReceived(session: () => PhoneState, { uploads }: PhoneState): Promise<void> {
        for (const { uploadId, file } of uploads) {
          if (file === null || asked.has(uploadId)) continue
          asked.add(uploadId)
          granted.set(uploadId, await grants.grantRead(file, webContents.id))
          tell?.(session())
        }
      }

      const opened: { session: OpenPhoneSession | null } = { session: null }
      const session = await phoneUploads.open({ lessonId: projectId, lessonTitle, address }, (state) => {
        tell?.(state)
        void grantReceived(() => opened.session?.state ?? state, state).catch(log)
      })
      opened.session = session
      const { portId, port } = sendPort(webContents)
      const stream = createProgressStream(toSession(session.state), ({ kind, sequence, value }) => {
        port.postMessage({ kind, sequence, session: value } satisfies PhoneMessage)
      })
      tell = (state) => (state.ended === null ? stream.update(toSession(state)) : stream.finish(toSession(state)))
      port.on('close', () => {
        stream.stop()
        void session.close().catch(log)
      })
      port.start()
      return { portId }
    },
  }
}
