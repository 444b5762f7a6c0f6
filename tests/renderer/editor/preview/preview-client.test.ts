import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FrameQueue } from '#renderer/editor/preview/frame-queue.ts'
import { PreviewClient, type PreviewListeners } from '#renderer/editor/preview/preview-client.ts'
import { toPreviewEngineSchema, type FromPreviewEngine, type ToPreviewEngine } from '#shared/ipc/preview-messages.ts'
import { ticks } from '#shared/time/ticks.ts'

type Engine = { readonly sent: ToPreviewEngine[]; send(message: FromPreviewEngine): Promise<void> }

const settle = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 20))

function frame(epoch: number, sequence: number): FromPreviewEngine {
  return { kind: 'frame', epoch, sequence, ticks: ticks(sequence * 4000), width: 2, height: 2, data: new Uint8Array(6) }
}

describe('the window end of a preview session', () => {
  let channel: MessageChannel
  let client: PreviewClient
  let engine: Engine
  const listeners = {
    onFrame: vi.fn<PreviewListeners['onFrame']>(),
    onAudio: vi.fn<PreviewListeners['onAudio']>(),
    onState: vi.fn<PreviewListeners['onState']>(),
    onEnded: vi.fn<PreviewListeners['onEnded']>(),
    onError: vi.fn<PreviewListeners['onError']>(),
    onGone: vi.fn<PreviewListeners['onGone']>(),
  }

  beforeEach(() => {
    vi.clearAllMocks()
    channel = new MessageChannel()
    const sent: ToPreviewEngine[] = []
    channel.port2.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => void sent.push(toPreviewEngineSchema.parse(event.data)),
    )
    channel.port2.start()
    engine = {
      sent,
      async send(message) {
        channel.port2.postMessage(message)
        await settle()
      },
    }
    client = new PreviewClient(channel.port1, listeners)
  })
  afterEach(() => {
    client.close()
    channel.port2.close()
  })

  it('sends what the protocol knows, with a new epoch for every turn', async () => {
    client.seek(ticks(4000), false)
    client.play(ticks(8000))
    client.pause()
    await settle()
    expect(engine.sent).toEqual([
      { kind: 'seek', epoch: 1, ticks: 4000, exact: false },
      { kind: 'play', epoch: 2, fromTicks: 8000, rate: 1 },
      { kind: 'pause', epoch: 3 },
    ])
  })

  it('never shows a picture of an outrun seek, but acknowledges it so that the engine goes on', async () => {
    client.seek(ticks(4000), true)
    client.seek(ticks(8000), true)
    await engine.send(frame(1, 7))
    expect(listeners.onFrame).not.toHaveBeenCalled()
    expect(engine.sent).toContainEqual({ kind: 'acknowledge', sequence: 7 })
    await engine.send(frame(2, 8))
    expect(listeners.onFrame).toHaveBeenCalledTimes(1)
    expect(engine.sent).not.toContainEqual({ kind: 'acknowledge', sequence: 8 })
  })

  it('tells when the engine is gone, but not when the window itself ends the session', async () => {
    channel.port2.close()
    await settle()
    expect(listeners.onGone).toHaveBeenCalledTimes(1)
    client.close()
    await settle()
    expect(listeners.onGone).toHaveBeenCalledTimes(1)
  })

  it('passes errors on whenever they come', async () => {
    client.seek(ticks(0), true)
    await engine.send({ kind: 'error', epoch: 0, error: { code: 'internal', params: { detail: 'x' }, retryable: false } })
    expect(listeners.onError).toHaveBeenCalledTimes(1)
  })
})

describe('frames that wait for their instant', () => {
  it('come one at a time, and late ones are left out', () => {
    const queue = new FrameQueue<{ readonly ticks: ReturnType<typeof ticks> }>()
    for (const at of [0, 4000, 8000, 12_000]) queue.push({ ticks: ticks(at) })
    expect(queue.takeDue(ticks(4100))).toEqual({ due: { ticks: 4000 }, late: [{ ticks: 0 }] })
    expect(queue.takeDue(ticks(4200))).toBeNull()
    expect(queue.takeDue(ticks(99_000))).toEqual({ due: { ticks: 12_000 }, late: [{ ticks: 8000 }] })
    expect(queue.length).toBe(0)
  })
})
