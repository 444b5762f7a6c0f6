import { beforeEach, expect, it, vi } from 'vitest'
import { SoundPlayer } from '#renderer/editor/music/sound-player.ts'

/** What sounds right now. */
const sounding = new Set<object>()
let answers: (() => void)[] = []

class FakeSource extends EventTarget {
  connect(): void {}
  start(): void {
    sounding.add(this)
  }
  stop(): void {
    sounding.delete(this)
    queueMicrotask(() => this.dispatchEvent(new Event('ended')))
  }
}
vi.stubGlobal('AudioBufferSourceNode', FakeSource)
vi.stubGlobal(
  'AudioContext',
  class {
    currentTime = 0
    outputLatency = 0
    decodeAudioData = async () => ({ duration: 8 })
    resume = async () => undefined
    close = async () => undefined
  },
)
vi.stubGlobal('fetch', () => {
  const response = { ok: true, arrayBuffer: async () => new ArrayBuffer(0) }
  return new Promise((resolve) => answers.push(() => resolve(response)))
})
const load = async (): Promise<void> => {
  for (const answer of answers.splice(0)) answer()
  await new Promise((resolve) => setTimeout(resolve, 0))
}
const music = { id: 'calm', url: '/sounds/calm.ogg', loopSeconds: 8 }

beforeEach(() => {
  sounding.clear()
  answers = []
})

it('plays one sound at a time, and stops it', async () => {
  const player = new SoundPlayer()
  player.toggle(music)
  await load()
  player.toggle({ ...music, id: 'bright' })
  await load()
  expect(sounding.size).toBe(1)
  expect(player.store.getState().playingId).toBe('bright')
  player.toggle({ ...music, id: 'bright' })
  expect(sounding.size).toBe(0)
  expect(player.store.getState().playingId).toBeNull()
})

it('plays music once that was started, stopped and started again before it came', async () => {
  const player = new SoundPlayer()
  for (let turn = 0; turn < 3; turn += 1) player.toggle(music)
  await load()
  expect(sounding.size).toBe(1)
  player.close()
  expect(sounding.size).toBe(0)
})

it('stays silent where it was closed while the sound came', async () => {
  const player = new SoundPlayer()
  player.toggle(music)
  player.close()
  await load()
  expect(sounding.size).toBe(0)
})
