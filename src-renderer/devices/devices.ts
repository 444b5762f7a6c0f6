import { text } from '#shared/messages/ui/catalogue.ts'

export type DeviceKind = 'camera' | 'microphone'
export type Device = { readonly id: string; readonly name: string }

const inputKinds = { camera: 'videoinput', microphone: 'audioinput' } as const

/** The cameras or microphones of the computer; those without a name are numbered. */
export async function listDevices(kind: DeviceKind): Promise<readonly Device[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter((device) => device.kind === inputKinds[kind] && device.deviceId !== '')
    .map(({ deviceId, label }, index) => ({ id: deviceId, name: label === '' ? text.record.unnamed(kind, index + 1) : label }))
}

/** A phone's picture turned on its side has the same pixels; the camera gives what comes nearest. */
const wantedPicture = { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 30 } } as const
/** The studio treats sound itself, where it can be heard and undone; only the level is the device's business. */
const wantedSound = { echoCancellation: false, noiseSuppression: false, autoGainControl: true } as const

/** The stream of one device; that of the system's choice where `deviceId` is null or gone. Throws the browser's `DOMException`. */
export async function openDevice(kind: DeviceKind, deviceId: string | null): Promise<MediaStream> {
  const chosen = deviceId === null ? {} : { deviceId: { exact: deviceId } }
  const open = (device: typeof chosen): Promise<MediaStream> =>
    navigator.mediaDevices.getUserMedia(
      kind === 'camera' ? { video: { ...wantedPicture, ...device } } : { audio: { ...wantedSound, ...device } },
    )
  try {
    return await open(chosen)
  } catch (thrown) {
    if (deviceId === null || !(thrown instanceof DOMException && thrown.name === 'OverconstrainedError')) throw thrown
    return open({})
  }
}

type DeviceProblem = keyof typeof text.record.problems

const problems: Readonly<Record<string, DeviceProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** Why a device did not start, and what to do, in a sentence. */
export function describeDeviceProblem(kind: DeviceKind, thrown: unknown): string {
  const problem = thrown instanceof DOMException ? problems[thrown.name] : undefined
  return text.record.problems[problem ?? 'failed'][kind]
}

export function stopStream(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}
