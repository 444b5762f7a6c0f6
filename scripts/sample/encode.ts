/** Feeds drawn frames and sound to FFmpeg and writes a clip. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createCanvas } from '@napi-rs/canvas'
import { framesPerSecond, height, width, type Brush } from './stage.ts'

/** FFmpeg's options for a film that tells neither when nor with what it was made. */
export const plainFile = [
  ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
  ...['-movflags', '+faststart'],
] as const

export interface Recording {
  readonly file: string
  readonly seconds: number
  /** A WAV file as long as the clip. */
  readonly voice: string
  readonly voiceFilter: string
  readonly pad: string
  readonly draw: (brush: Brush, seconds: number) => void
}

export async function record({ file, seconds, voice, voiceFilter, pad, draw }: Recording): Promise<void> {
  const sound = `[1:a]${voiceFilter}[v];[2:a]volume=-17dB,lowpass=f=1400[p];[v][p]amix=inputs=2:normalize=0:duration=longest,aresample=48000[a]`
  const encoder = spawn(
    'ffmpeg',
    [
      ['-hide_banner', '-loglevel', 'warning', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgba'],
      ['-s', `${width}x${height}`, '-r', String(framesPerSecond), '-i', 'pipe:0', '-i', voice, '-i', pad],
      [
        '-filter_complex',
        `[0:v]scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[c];${sound}`,
        '-map',
        '[c]',
        '-map',
        '[a]',
      ],
      [
        '-c:v',
        'libx264',
        '-profile:v',
        'high',
        '-preset',
        'slow',
        '-crf',
        '24',
        '-x264-params',
        'aq-mode=3',
        '-g',
        '60',
        '-bf',
        '2',
      ],
      ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
      ['-c:a', 'aac', '-b:a', '96k', '-ac', '1', '-t', seconds.toFixed(4)],
      [...plainFile, file],
    ].flat(),
    { stdio: ['pipe', 'inherit', 'inherit'] },
  )
  const ended = once(encoder, 'close')
  const canvas = createCanvas(width, height)
  const brush = canvas.getContext('2d')
  const count = Math.round(seconds * framesPerSecond)
  for (let frame = 0; frame < count; frame += 1) {
    draw(brush, frame / framesPerSecond)
    if (!encoder.stdin.write(Buffer.from(canvas.data()))) await once(encoder.stdin, 'drain')
  }
  encoder.stdin.end()
  const [code] = (await ended) as [number | null]
  if (code !== 0) throw new Error(`FFmpeg ended with ${code} while writing ${file}`)
}
