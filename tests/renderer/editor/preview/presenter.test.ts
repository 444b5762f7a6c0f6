import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { Presenter } from '#renderer/editor/preview/presenter.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { toPreviewEngineSchema, type ToPreviewEngine } from '#shared/ipc/preview-messages.ts'
import { seconds } from '../../../shared/project/sample-document.ts'
import { openTestEditor } from '../open-test-editor.ts'

const channel = vi.hoisted(() => ({ open: (): Promise<MessagePort> => Promise.reject(new Error('no engine yet')) }))
vi.mock('#renderer/ipc/client.ts', () => ({
  call: () => Promise.resolve({ revision: 2 }),
  openPreviewPort: () => channel.open(),
}))
vi.mock('#renderer/ui/overlay-fonts.ts', () => ({ loadOverlayFonts: () => Promise.resolve() }))
vi.mock('#renderer/editor/preview/audio-output.ts', () => ({ AudioOutput: { open: () => Promise.resolve(null) } }))
vi.mock('#renderer/editor/preview/overlay-layer.ts', () => ({
  OverlayLayer: class {
    update(): void {}
  },
}))
vi.mock('#renderer/editor/preview/picture-screen.ts', () => ({
  PictureScreen: class {
    take(): void {}
    draw(): void {}
    announce(): void {}
    close(): void {}
  },
}))

beforeEach(() => {
  // No frame comes: what waits for one goes on a moment later.
  vi.stubGlobal('requestAnimationFrame', () => 1)
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
})

/** A lesson of ten seconds in a preview, whose engine answers when the test says so. */
async function open() {
  const { editor } = openTestEditor(10)
  const { port1, port2 } = new MessageChannel()
  const heard: ToPreviewEngine[] = []
  port2.addEventListener('message', ({ data }: MessageEvent<unknown>) => void heard.push(toPreviewEngineSchema.parse(data)))
  port2.start()
  channel.open = () => Promise.resolve(port1)
  const presenter = new Presenter(editor, {} as HTMLCanvasElement, () => undefined)
  editor.attachTransport(presenter)
  onTestFinished(() => presenter.close())
  /** Where the engine was asked last to stand. */
  const asked = () => {
    const last = heard.findLast(({ kind }) => kind === 'seek' || kind === 'load')
    return last?.kind === 'seek' ? last.ticks : last?.kind === 'load' ? last.atTicks : null
  }
  const loads = () => heard.filter(({ kind }) => kind === 'load').length
  function answer(): void {
    const epoch = heard.reduce((newest, message) => ('epoch' in message ? message.epoch : newest), 0)
    const place = { epoch, sequence: epoch, ticks: seconds(0), playTicks: seconds(0), exact: true }
    port2.postMessage({ kind: 'frame', ...place, width: 2, height: 2, data: new Uint8Array(6) })
  }
  await vi.waitFor(() => expect(loads()).toBe(1))
  return { editor, asked, loads, answer }
}

it('stands where the playhead went while an edit waited that a picture had made it load already', async () => {
  const { editor, asked, loads, answer } = await open()
  editor.seek(seconds(3))
  await vi.waitFor(() => expect(asked()).toBe(seconds(3)))
  editor.run(splitClip, { atTicks: seconds(3) })
  answer()
  await vi.waitFor(() => expect(loads()).toBe(2), { interval: 1 })
  editor.seek(seconds(1))
  await vi.waitFor(() => expect(asked()).toBe(seconds(1)))
  expect(loads()).toBe(2)
})
