import { truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packetsName, readPassState, writePassState } from '#main/media-process/derive/pass-state.ts'
import { ticks } from '#shared/time/ticks.ts'
import { temporaryFolder } from '../ffmpeg-command.ts'

test('a pass goes on only where all pictures it counts on are still there', async () => {
  const folder = temporaryFolder()
  const packets = path.join(folder, packetsName)
  const stored = { timestamp: 9n, byteLength: 100 }
  const state = { key: 'same', seenAt: ticks(0), stored, tiles: [], waveform: null }
  await writePassState(folder, state)
  expect(await readPassState(folder, 'same')).toBeNull()
  writeFileSync(packets, Buffer.alloc(120))
  expect(await readPassState(folder, 'same')).toEqual(state)
  expect(await readPassState(folder, 'other')).toBeNull()
  truncateSync(packets, 99)
  expect(await readPassState(folder, 'same')).toBeNull()
})
