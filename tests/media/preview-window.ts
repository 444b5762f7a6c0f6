import type { MediaFile } from '#main/core/media/messages.ts'
import type { PreviewPort } from '#main/media-process/preview/preview-port.ts'
import { servePreview, type PreviewSession } from '#main/media-process/preview/preview-session.ts'
import type { FromPreviewEngine, ToPreviewEngine } from '#shared/ipc/preview-messages.ts'

type Message<Kind extends FromPreviewEngine['kind']> = Extract<FromPreviewEngine, { kind: Kind }>
export type SentFrame = Message<'frame'>
export type SentAudio = Message<'audio'>

/** The window's end of a session in this process. */
export type PreviewWindow = {
  send(message: ToPreviewEngine): void
  readonly received: FromPreviewEngine[]
  readonly session: PreviewSession
  until(done: (message: FromPreviewEngine) => boolean): Promise<FromPreviewEngine>
  frames(): readonly SentFrame[]
  sounds(): readonly SentAudio[]
  close(): void
}

type Options = {
  readonly files: () => readonly MediaFile[]
  /** False for a window that takes no picture. */
  readonly acknowledge?: boolean
  /** Instead of keeping every message: hears of each once. */
  readonly hear?: (message: FromPreviewEngine) => void
}

/** A window that shows every picture when it comes: its play clock stands where that is due. */
export function openPreviewWindow({ files, acknowledge = true, hear: keep }: Options): PreviewWindow {
  const received: FromPreviewEngine[] = []
  let deliver: (message: unknown) => void = () => {}
  let close: () => void = () => {}
  const watchers = new Set<(message: FromPreviewEngine) => void>()
  const port: PreviewPort = {
    post(message) {
      if (keep) keep(message)
      else received.push(structuredClone(message))
      if (message.kind === 'frame' && acknowledge) {
        const { sequence, playTicks: clockTicks } = message
        setTimeout(() => deliver({ kind: 'acknowledge', sequence, clockTicks }), 2)
      }
      for (const watcher of watchers) watcher(message)
    },
    onMessage(listener) {
      deliver = listener
    },
    onClose(listener) {
      close = listener
    },
  }
  const session = servePreview({ port, files, threads: 2 })
  return {
    send: (message) => deliver(message),
    received,
    session,
    until: (done) =>
      new Promise((resolve) => {
        const look = (message: FromPreviewEngine): void => {
          if (!done(message)) return
          watchers.delete(look)
          resolve(message)
        }
        const known = received.find(done)
        if (known) resolve(known)
        else watchers.add(look)
      }),
    frames: () => received.filter((message) => message.kind === 'frame'),
    sounds: () => received.filter((message) => message.kind === 'audio'),
    close: () => close(),
  }
}

/** The luma in the middle of a picture. */
export function centreLuma({ width, height, data }: Pick<SentFrame, 'width' | 'height' | 'data'>): number {
  return data[(height / 2) * width + width / 2] ?? -1
}

/** The pitch of the left channel in Hz, by its zero crossings. */
export function pitchOf(sounds: readonly SentAudio[]): number {
  let [crossings, samples, previous] = [0, 0, 0]
  for (const { data, channels } of sounds) {
    const length = data.length / channels
    for (const value of data.subarray(0, length)) {
      if (previous < 0 && value >= 0) crossings += 1
      previous = value
    }
    samples += length
  }
  return (crossings * 48_000) / samples
}
