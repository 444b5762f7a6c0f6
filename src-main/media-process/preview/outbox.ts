import type { FromPreviewEngine } from '#shared/ipc/preview-messages.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import type { Picture } from './picture-cache.ts'
import type { PreviewPort } from './preview-port.ts'
import type { SoundPiece } from './preview-sound.ts'

type FramePlace = {
  readonly epoch: number
  readonly ticks: Ticks
  readonly playTicks: Ticks
  readonly exact: boolean
}

/** What leaves for the window, numbered, and how much of it the window has not taken yet. */
export type Outbox = {
  frame(place: FramePlace, picture: Picture): void
  sound(epoch: number, splice: boolean, piece: SoundPiece): void
  tell(message: Exclude<FromPreviewEngine, { kind: 'frame' | 'audio' }>): void
  /** When that picture was due on the play clock; null for one that nobody waits for any more. */
  taken(sequence: number): Ticks | null
  /** Pictures sent and not taken. */
  readonly inFlight: number
  /** What was sent belongs to an older wish. */
  forget(): void
}

export function createOutbox(port: PreviewPort): Outbox {
  const unacknowledged = new Map<number, Ticks>()
  let sequence = 0
  const count = (): number => {
    sequence += 1
    return sequence
  }
  return {
    frame(place, picture) {
      const number = count()
      unacknowledged.set(number, place.playTicks)
      port.post({ kind: 'frame', sequence: number, ...place, ...picture })
    },
    sound: (epoch, splice, piece) => port.post({ kind: 'audio', epoch, sequence: count(), splice, ...piece }),
    tell: (message) => port.post(message),
    taken(number) {
      const due = unacknowledged.get(number) ?? null
      unacknowledged.delete(number)
      return due
    },
    get inFlight() {
      return unacknowledged.size
    },
    forget: () => unacknowledged.clear(),
  }
}
