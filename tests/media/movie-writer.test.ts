import path from 'node:path'
import { CodecContext, FormatContext } from 'node-av/lib'
import { afterEach, expect, test, vi } from 'vitest'
import { openMovieWriter } from '#main/media-process/render/movie-writer.ts'
import { temporaryFolder } from './ffmpeg-command.ts'

afterEach(() => vi.restoreAllMocks())

test('a file that cannot be begun leaves nothing open', () => {
  const free = vi.spyOn(FormatContext.prototype, 'freeContext')
  const file = path.join(temporaryFolder(), 'out.mp4')
  // An encoder that was never opened has no parameters.
  expect(() => openMovieWriter(file, [{ encoder: new CodecContext() }])).toThrow()
  expect(free).toHaveBeenCalledOnce()
})
