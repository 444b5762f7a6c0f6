import path from 'node:path'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openInput, openPackets } from '#main/media-process/ffmpeg/open-input.ts'
import { temporaryFolder } from './ffmpeg-command.ts'

test('a file that is not there is told from one that is no media', () => {
  const folder = temporaryFolder()
  const text = path.join(folder, 'text.mp4')
  writeFileSync(text, 'This is no film.')
  const gone = path.join(folder, 'gone.mp4')
  const code = (open: () => unknown): unknown => {
    try {
      return open()
    } catch (thrown) {
      return (thrown as { code?: unknown }).code
    }
  }
  expect([code(() => openInput(gone, 1e9)), code(() => openPackets(gone, 0, 1e9))]).toEqual(['file.not-found', 'file.not-found'])
  expect([code(() => openInput(text, 1e9)), code(() => openPackets(text, 0, 1e9))]).toEqual([
    'media.not-media',
    'media.not-media',
  ])
})
