import type { InterruptedRecording } from '#shared/ipc/areas/recording.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { Recordings } from '#main/core/recording/recordings.ts'
import { findUnstored } from '#main/core/recording/unstored-recordings.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import type { DeviceAccess } from '../window/device-access.ts'
import { listScreens, type ScreenChoices } from '../window/screen-capture.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `recording.${string}`>

type Services = {
  readonly recordings: Recordings
  readonly deviceAccess: Pick<DeviceAccess, 'open' | 'close' | 'isOpen'>
  readonly screenChoices: ScreenChoices
  readonly grants: Pick<GrantTable, 'grantRead'>
  readonly library: Pick<LibraryClient, 'list' | 'open'>
}

export function createRecordingHandlers(services: Services): Pick<ChannelHandlers, Names> {
  const { recordings, deviceAccess, screenChoices, grants, library } = services
  return {
    'recording.enter'(_, { webContents }) {
      deviceAccess.open(webContents)
      return {}
    },
    'recording.leave'(_, { webContents }) {
      deviceAccess.close(webContents)
      return {}
    },
    async 'recording.screens'(_, { webContents }) {
      if (!deviceAccess.isOpen(webContents)) throw appError('ipc.refused', { channel: 'recording.screens' })
      return { screens: await listScreens() }
    },
    'recording.chooseScreen'({ screenId }, { webContents }) {
      screenChoices.choose(webContents, screenId)
      return {}
    },
    async 'recording.start'({ projectId, source, extension }, { webContents }) {
      return { recordingId: await recordings.start(projectId, { source, extension }, webContents.id) }
    },
    async 'recording.append'({ recordingId, index, bytes }, { webContents }) {
      await recordings.append(recordingId, index, bytes, webContents.id)
      return {}
    },
    async 'recording.place'({ recordingId, voicePlace }) {
      await recordings.place(recordingId, voicePlace)
      return {}
    },
    async 'recording.finish'({ recordingId }, { webContents }) {
      return { grant: await grants.grantRead(await recordings.finish(recordingId), webContents.id) }
    },
    async 'recording.settle'({ recordingId }) {
      await recordings.settle(recordingId)
      return {}
    },
    async 'recording.discard'({ recordingId }) {
      await recordings.discard(recordingId)
      return {}
    },
    async 'recording.restore'({ recordingId }) {
      await recordings.restore(recordingId)
      return {}
    },
    async 'recording.interrupted'() {
      const found = await findUnstored(recordings, library)
      if (found.length === 0) return { recordings: [] }
      const titles = new Map((await library.list()).map(({ id, title }) => [id, title]))
      return {
        recordings: found.map(({ id, lessonId, fileName, byteLength, startedAtMs, voicePlace }): InterruptedRecording => ({
          recordingId: id,
          projectId: lessonId,
          lessonTitle: titles.get(lessonId) ?? null,
          fileName,
          byteLength,
          startedAtMs,
          voicePlace,
        })),
      }
    },
  }
}
