import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FrameQueue } from '#renderer/editor/preview/frame-queue.ts'
import { PreviewClient, type PreviewListeners } from '#renderer/editor/preview/preview-client.ts'
import { toPreviewEngineSchema, type FromPreviewEngine, type ToPreviewEngine } from '#shared/ipc/preview-messages.ts'
import type { PlayCourse } from '#shared/ipc/play-course.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { ticks } from '#shared/time/ticks.ts'
import { sampleLesson } from '../../../shared/render-plan/plan-fixtures.ts'

type Engine = { readonly sent: ToPreviewEngine[]; send(message: FromPreviewEngine): Promise<void> }

const settle = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 20))

function frame(epoch: number, sequence: number): FromPreviewEngine {
  const at = ticks(sequence * 4000)
  return { kind: 'frame', epoch, sequence, ticks: at, playTicks: at, exact: false, width: 2, height: 2, data: new Uint8Array(6) }
}

const course: PlayCourse = { playTicks: ticks(0), fromTicks: ticks(8000), rate: 1, loop: null }
const plan = compilePlan(sampleLesson(), { preset: 'lms', overlays: [] })

function audio(epoch: number, sequence: number): FromPreviewEngine {
  const place = { epoch, sequence, playTicks: ticks(sequence * 12_000), rate: 1, splice: false }
  return { kind: 'audio', ...place, sampleRate: 48_000, channels: 2, data: new Float32Array(4) }
}

describe('the window end of a preview session', () => {
  let channel: MessageChannel
  let client: PreviewClient
  let engine: Engine
  const listeners = {
    onFrame: vi.fn<PreviewListeners['onFrame']>(),
    onOutrun: vi.fn<PreviewListeners['onOutrun']>(),
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
    client.play(course, false)
    client.pause()
    await settle()
    expect(engine.sent).toEqual([
      { kind: 'seek', epoch: 1, ticks: 4000, exact: false },
      { kind: 'play', epoch: 2, course, continues: false },
      { kind: 'pause', epoch: 3 },
    ])
  })

  it('never shows a picture of an outrun seek, but tells of it so that it is acknowledged', async () => {
    client.seek(ticks(4000), true)
    client.seek(ticks(8000), true)
    await engine.send(frame(1, 7))
    expect(listeners.onFrame).not.toHaveBeenCalled()
    expect(listeners.onOutrun).toHaveBeenCalledTimes(1)
    await engine.send(frame(2, 8))
    expect(listeners.onFrame).toHaveBeenCalledTimes(1)
    expect(listeners.onOutrun).toHaveBeenCalledTimes(1)
  })

  it('has one seek of a drag under way, and after its answer sends the newest', async () => {
    for (let at = 1; at <= 5; at += 1) client.seek(ticks(at * 4000), false)
    await settle()
    expect(engine.sent).toEqual([{ kind: 'seek', epoch: 1, ticks: 4000, exact: false }])
    await engine.send(frame(1, 1))
    expect(listeners.onFrame).toHaveBeenCalledTimes(1)
    expect(engine.sent.at(-1)).toEqual({ kind: 'seek', epoch: 2, ticks: 20_000, exact: false })
    client.seek(ticks(24_000), false)
    client.seek(ticks(28_000), true)
    await settle()
    expect(engine.sent.at(-1)).toEqual({ kind: 'seek', epoch: 3, ticks: 28_000, exact: true })
    await engine.send(frame(2, 2))
    expect(engine.sent).toHaveLength(3)
  })

  it('takes the sound of the play that began it, through a new plan, until something else is wanted', async () => {
    client.play(course, false)
    await engine.send(audio(1, 1))
    client.load(plan, ticks(0), course)
    await engine.send(audio(1, 2))
    expect(listeners.onAudio).toHaveBeenCalledTimes(2)
    client.pause()
    await engine.send(audio(1, 3))
    client.play(course, false)
    await engine.send(audio(1, 4))
    expect(listeners.onAudio).toHaveBeenCalledTimes(2)
    await engine.send(audio(4, 5))
    expect(listeners.onAudio).toHaveBeenCalledTimes(3)
  })

  it('takes the sound of an engine that began with a lesson that plays', async () => {
    client.load(plan, ticks(0), course)
    await engine.send(audio(1, 1))
    expect(listeners.onAudio).toHaveBeenCalledTimes(1)
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
    const queue = new FrameQueue<{ readonly playTicks: ReturnType<typeof ticks> }>()
    for (const at of [0, 4000, 8000, 12_000]) queue.push({ playTicks: ticks(at) })
    expect(queue.takeDue(ticks(4100))).toEqual({ due: { playTicks: 4000 }, late: [{ playTicks: 0 }] })
    expect(queue.takeDue(ticks(4200))).toBeNull()
    expect(queue.takeDue(ticks(99_000))).toEqual({ due: { playTicks: 12_000 }, late: [{ playTicks: 8000 }] })
    expect(queue.length).toBe(0)
  })
})
