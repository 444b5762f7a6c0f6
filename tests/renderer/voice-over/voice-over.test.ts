import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { call as realCall } from '#renderer/ipc/client.ts'
import type { VoiceListener } from '#renderer/editor/preview/audio-output.ts'
import { VoiceOver } from '#renderer/editor/voice-over/voice-over.ts'
import { setMetadata } from '#shared/edit/commands/lesson.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { ticksPerSecond } from '#shared/time/ticks.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'
import { openTestEditor } from '../editor/open-test-editor.ts'

const { call, devices, speaker } = vi.hoisted(() => ({
  call: vi.fn<(channel: string, input: Record<string, unknown>) => Promise<unknown>>(),
  devices: { stopped: 0, opened: 0 },
  speaker: { output: null as unknown },
}))
vi.mock('#renderer/ipc/client.ts', () => ({
  call: call as unknown as typeof realCall,
  onMainEvent: () => () => undefined,
  followJob: async () => ({ state: 'succeeded', result: { kind: 'import', asset: voice, foundAssetIds: [] } }),
}))
vi.mock('#renderer/editor/preview/audio-output.ts', () => ({ loudspeaker: { getState: () => speaker } }))
vi.mock('#renderer/devices/devices.ts', () => ({
  openDevice: async () => {
    devices.opened += 1
    return { getTracks: () => [{ addEventListener: () => undefined }], getAudioTracks: () => [{ getSettings: () => ({}) }] }
  },
  listDevices: async () => [],
  stopStream: (stream: unknown) => void (stream && (devices.stopped += 1)),
  describeDeviceProblem: () => '',
}))
vi.stubGlobal('navigator', { mediaDevices: { addEventListener: () => undefined, removeEventListener: () => undefined } })

const spoken = videoAsset('voice', seconds(3))
const voice = { ...spoken, kind: 'audio', fileName: 'voice.wav', interpretation: { ...spoken.interpretation, video: null } }
const channels = (): readonly string[] => call.mock.calls.map(([channel]) => channel)
const inputsOf = (channel: string) => call.mock.calls.filter(([name]) => name === channel).map(([, input]) => input)
let listener: VoiceListener | null
let listens: () => Promise<void>

beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(devices, { stopped: 0, opened: 0 })
  listener = null
  listens = async () => undefined
  speaker.output = {
    latency: 0.1,
    contextTime: 0,
    setVolume: () => undefined,
    listen: async (_: unknown, given: VoiceListener) => {
      await listens()
      listener = given
      return () => void (listener = null)
    },
  }
  call.mockReset()
  call.mockImplementation(async (channel) => {
    if (channel === 'recording.start') return { recordingId: 'a-recording' }
    if (channel === 'recording.finish') return { grant: { grantId: 'grant', fileName: 'voice.wav', byteLength: 1 } }
    if (channel === 'media.import') return { jobId: 'job' }
    if (channel === 'library.save') return { revision: 2 }
    return {}
  })
})
afterEach(() => vi.useRealTimers())

async function openVoiceOver() {
  const { editor } = openTestEditor(10)
  // What the timers of the test do not know.
  editor.view.setState({ playheadTicks: seconds(2) })
  const voiceOver = new VoiceOver(editor)
  await voiceOver.open()
  const kind = () => voiceOver.store.getState().phase.kind
  return { editor, voiceOver, kind }
}

async function count(): Promise<void> {
  await vi.advanceTimersByTimeAsync(3000)
}

/** Half a second of a voice, while the lesson is heard. */
function speak(): void {
  listener?.onBlock({ contextTime: 5, samples: new Float32Array(24_000).fill(0.5) })
  listener?.onReading({ turn: 1, playTicks: seconds(0), contextTime: 5.2 })
  listener?.onReading({ turn: 1, playTicks: seconds(1), contextTime: 6.2 })
}

it('tells where the voice belongs while it is recorded, and brings it there', async () => {
  const { editor, voiceOver, kind } = await openVoiceOver()
  voiceOver.start()
  await count()
  expect(kind()).toBe('recording')
  expect(editor.view.getState().playing).toBe(true)
  speak()
  await voiceOver.stop()
  // The first sample came 0.2 s before the lesson was heard, and the way to the ear takes 0.1 s.
  const at = { atTicks: seconds(2), sourceInTicks: Math.round(0.3 * ticksPerSecond) }
  expect(inputsOf('recording.place').map(({ voicePlace }) => voicePlace)).toEqual([{ atTicks: seconds(2), sourceInTicks: 0 }, at])
  expect(kind()).toBe('done')
  expect(Object.values(editor.document.clips).find(({ anchor }) => anchor !== null)?.sourceInTicks).toBe(at.sourceInTicks)
  expect(channels()).toContain('recording.settle')
})

it.each(['nothing else', 'something else'])('takes the last one back where %s was done since', async (since) => {
  const { editor, voiceOver } = await openVoiceOver()
  voiceOver.start()
  await count()
  speak()
  await voiceOver.stop()
  if (since === 'something else') editor.run(setMetadata, { changes: { title: 'Lava' } })
  expect(Object.values(editor.document.clips)).toHaveLength(2)
  voiceOver.retake()
  expect(Object.values(editor.document.clips)).toHaveLength(1)
  expect(editor.document.metadata.title === 'Lava').toBe(since === 'something else')
  expect(editor.playheadTicks).toBe(seconds(2))
  voiceOver.cancelCount()
})

it('lets go of the microphone and keeps the voice when the lesson is left', async () => {
  const { editor, voiceOver, kind } = await openVoiceOver()
  voiceOver.start()
  await count()
  speak()
  expect(voiceOver.describeRunning()).toBe(text.music.voice.running(editor.document.metadata.title))
  const ended = editor.endActivities()
  expect(devices.stopped).toBe(1)
  expect(listener).toBeNull()
  expect(editor.view.getState().playing).toBe(false)
  await ended
  expect(kind()).toBe('done')
  expect(Object.values(editor.document.clips)).toHaveLength(2)
  expect(channels()).toContain('recording.leave')
  expect(voiceOver.describeRunning()).toBeNull()
})

it('does not begin in a lesson that was left while it counted', async () => {
  const { editor, voiceOver } = await openVoiceOver()
  voiceOver.start()
  await editor.endActivities()
  await count()
  expect(channels()).not.toContain('recording.start')
  expect(editor.view.getState().playing).toBe(false)
})

it('does not begin where it was called off while the microphone was being heard for the first time', async () => {
  const { voiceOver, editor, kind } = await openVoiceOver()
  let goOn = (): void => undefined
  listens = () => new Promise((resolve) => void (goOn = resolve))
  voiceOver.start()
  await count()
  expect(kind()).toBe('counting')
  voiceOver.cancelCount()
  goOn()
  await vi.advanceTimersByTimeAsync(0)
  expect(kind()).toBe('ready')
  expect(editor.view.getState().playing).toBe(false)
  expect(channels()).toContain('recording.discard')
})

it('throws the empty file away where the microphone cannot be heard', async () => {
  const { voiceOver, kind } = await openVoiceOver()
  listens = () => Promise.reject(new Error('no sound card'))
  voiceOver.start()
  await count()
  expect(kind()).toBe('ready')
  expect(voiceOver.store.getState().notice).not.toBeNull()
  expect(channels()).toContain('recording.discard')
})

it('plays from the playhead even where somebody pressed play while it counted', async () => {
  const { voiceOver, editor, kind } = await openVoiceOver()
  voiceOver.start()
  await vi.advanceTimersByTimeAsync(1500)
  editor.togglePlay()
  await count()
  expect(kind()).toBe('recording')
  expect(editor.view.getState().playing).toBe(true)
})

it('does not begin at the end, to which somebody went while it counted', async () => {
  const { voiceOver, editor, kind } = await openVoiceOver()
  voiceOver.start()
  editor.seek(seconds(10))
  await count()
  expect(kind()).toBe('ready')
  expect(voiceOver.store.getState().notice).toBe(text.music.voice.atEnd)
  expect(editor.view.getState().playing).toBe(false)
})

it('leaves the microphone alone where it is closed before it may be opened', async () => {
  const { editor } = openTestEditor(10)
  const voiceOver = new VoiceOver(editor)
  const opened = voiceOver.open()
  await voiceOver.close()
  await opened
  expect(devices.opened).toBe(0)
})
