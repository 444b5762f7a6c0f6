import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** An upright clip with sound, as a phone would make it; needs Debian's ffmpeg (`npm run setup:system`). */
export async function makeClip(file: string, seconds: number): Promise<void> {
  const picture = ['-f', 'lavfi', '-i', `testsrc2=size=540x960:rate=30:duration=${seconds}`]
  const sound = ['-f', 'lavfi', '-i', `sine=frequency=330:sample_rate=48000:duration=${seconds}`]
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-shortest']
  await run('ffmpeg', ['-v', 'error', '-y', ...picture, ...sound, ...codecs, file], { timeout: 200_000 })
}
