import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=176x320:r=15:d=1.5']
const sound = ['-f', 'lavfi', '-i', 'sine=f=440:d=1.5:r=44100']
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '15']

const recipes: Readonly<Record<string, readonly string[]>> = {
  'phone.mp4': [...picture, ...sound, ...h264, '-c:a', 'aac', '-movflags', '+faststart'],
  'index-last.mov': [...picture, ...sound, ...h264, '-bf', '2', '-c:a', 'pcm_s16le'],
  'fragments.mp4': [...picture, ...sound, ...h264, '-c:a', 'aac', '-movflags', 'frag_keyframe+empty_moov'],
  'hevc.mp4': [...picture, '-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none', '-tag:v', 'hvc1'],
  'browser.webm': [...picture, ...sound, '-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'],
  'vp9.webm': [...picture, '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'],
  'film.mkv': [...picture, ...sound, ...h264, '-c:a', 'flac'],
  'camera.ts': [...picture, ...sound, '-c:v', 'mpeg2video', '-c:a', 'mp2'],
  'old.avi': [...picture, ...sound, '-c:v', 'mpeg4', '-c:a', 'libmp3lame'],
  'voice.wav': sound,
  'voice.mp3': sound,
  'voice.ogg': [...sound, '-c:a', 'libvorbis'],
  'photo.jpg': [...picture, '-frames:v', '1'],
  'photo.png': [...picture, '-frames:v', '1'],
  'loop.gif': [...picture, '-vf', 'scale=88:-1'],
}

/** Makes one small sound file of each kind that people bring. Returns their paths. */
export async function makeFuzzClips(folder: string): Promise<readonly string[]> {
  const files: string[] = []
  for (const [name, options] of Object.entries(recipes)) {
    const file = path.join(folder, name)
    await execute('ffmpeg', ['-v', 'error', '-y', ...options, file], { timeout: 60_000 })
    files.push(file)
  }
  return files
}
