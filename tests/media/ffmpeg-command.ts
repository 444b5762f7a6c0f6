import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

const execute = promisify(execFile)
const limits = { timeout: 110_000, maxBuffer: 256 * 1024 * 1024 }

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidbit-media-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}

/** Debian's ffmpeg makes and judges clips, so that our engine is not its own witness. */
export async function ffmpeg(...args: readonly string[]): Promise<{ stdout: Buffer; stderr: string }> {
  const { stdout, stderr } = await execute('ffmpeg', ['-hide_banner', '-nostats', '-y', ...args], {
    ...limits,
    encoding: 'buffer',
  })
  return { stdout, stderr: stderr.toString() }
}

export async function ffprobe(file: string): Promise<ProbeJson> {
  const { stdout } = await execute(
    'ffprobe',
    ['-v', 'error', '-count_packets', '-show_streams', '-show_format', '-of', 'json', file],
    limits,
  )
  return JSON.parse(stdout) as ProbeJson
}

type Tags = Readonly<Record<string, string>>
export type ProbeStream = Readonly<Record<string, string>> & { readonly tags?: Tags }
type ProbeJson = {
  readonly streams: readonly [ProbeStream, ProbeStream]
  readonly format: Readonly<Record<string, string>> & { readonly tags?: Tags }
}

export type Picture = { readonly width: number; readonly height: number; readonly at: (x: number, y: number) => Rgb }
export type Rgb = readonly [number, number, number]

/** Every picture of a file as RGB. */
export async function decodePictures(file: string, width: number, height: number): Promise<readonly Picture[]> {
  const { stdout } = await ffmpeg('-v', 'error', '-i', file, '-map', '0:v', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-')
  const size = width * height * 3
  return Array.from({ length: stdout.length / size }, (_, index) => ({
    width,
    height,
    at: (x, y) => {
      const offset = index * size + (y * width + x) * 3
      return [stdout[offset] ?? 0, stdout[offset + 1] ?? 0, stdout[offset + 2] ?? 0]
    },
  }))
}

/** The luma (0 to 255 as stored) in the middle of every picture. */
export async function decodeLuma(file: string): Promise<readonly number[]> {
  const { stdout } = await ffmpeg(
    ...['-v', 'error', '-i', file, '-map', '0:v', '-vf', 'crop=2:2,extractplanes=y', '-f', 'rawvideo', '-'],
  )
  return Array.from({ length: stdout.length / 4 }, (_, index) => stdout[index * 4] ?? 0)
}

/** Left and right samples of a file at 48 kHz. */
export async function decodeSound(file: string): Promise<{ left: Float32Array; right: Float32Array }> {
  const { stdout } = await ffmpeg('-v', 'error', '-i', file, '-map', '0:a', '-f', 'f32le', '-ac', '2', '-ar', '48000', '-')
  const count = Math.floor(stdout.length / 8)
  const channel = (offset: number): Float32Array =>
    Float32Array.from({ length: count }, (_, index) => stdout.readFloatLE(index * 8 + offset))
  return { left: channel(0), right: channel(4) }
}

/** Integrated loudness and true peak as Debian's ffmpeg measures them. */
export async function measureSound(file: string): Promise<{ lufs: number; truePeak: number }> {
  const { stderr } = await ffmpeg('-i', file, '-map', '0:a', '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-')
  const read = (pattern: RegExp): number => Number(pattern.exec(stderr)?.[1] ?? Number.NaN)
  return { lufs: read(/I:\s+(-?[\d.]+|-inf) LUFS/), truePeak: read(/Peak:\s+(-?[\d.]+|-inf) dBFS/) }
}

export function loudest(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
}
