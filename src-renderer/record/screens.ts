import { call } from '#renderer/ipc/client.ts'
import type { Screen, ScreenId } from '#shared/ipc/areas/recording.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

/** The screens and windows that can be recorded. */
export async function listScreens(): Promise<readonly Screen[]> {
  return (await call('recording.screens', {})).screens
}

/** The picture of a screen or window. Throws the browser's `DOMException`, and `AppError`. */
export async function openScreen(screenId: ScreenId): Promise<MediaStream> {
  await call('recording.chooseScreen', { screenId })
  return navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 30 } }, audio: false })
}

/** Why there is no picture of the screen, and what to do. */
export function describeScreenProblem(thrown: unknown): string {
  return thrown instanceof DOMException ? text.record.screenProblem : describeError(toErrorData(thrown))
}
