import { portableOutput, type PortableJob } from './portable-job.ts'
import { pictureStream, soundStream, type PortableProbe } from './portable-probe.ts'

const quiet = {
  inputs: [{ name: 'in0', index: 0 }],
  overlays: [],
  canvas: { width: 1080, height: 1920 },
  measureArguments: null,
  targetLufs: null,
  durationSeconds: null,
  examines: false,
} as const

/** Asks what a file holds. */
export const examineJob: PortableJob = { ...quiet, renderArguments: [], examines: true }

/**
 * One file made into what every engine reads: upright H.264 with even sides and AAC in an MP4, without the names of devices
 * and places. Null where the file has neither picture nor sound.
 */
export function rescueJob(probe: PortableProbe): PortableJob | null {
  const picture = pictureStream(probe)
  const sound = soundStream(probe)
  if (!picture && !sound) return null
  const { duration } = probe.format
  return {
    ...quiet,
    durationSeconds: duration !== undefined && duration > 0 ? duration : null,
    renderArguments: [
      ...['-err_detect', 'ignore_err', '-i', 'in0', '-map_metadata', '-1', '-map_chapters', '-1'],
      ...(picture
        ? [
            ...['-map', `0:${picture.index}`, '-vf'],
            'yadif=deint=interlaced,scale=trunc(iw*sar/2)*2:trunc(ih/2)*2:out_color_matrix=bt709:out_range=limited,setsar=1,format=yuv420p',
            ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-g', '60', '-colorspace', 'bt709', '-color_range', 'tv'],
          ]
        : []),
      ...(sound ? ['-map', `0:${sound.index}`, '-c:a', 'aac', '-b:a', '192k'] : []),
      ...['-movflags', '+faststart', '-f', 'mp4', portableOutput],
    ],
  }
}

/** One upright picture of a file as a JPEG. */
export function stillJob(atSeconds: number, { width, height }: { readonly width: number; readonly height: number }): PortableJob {
  return {
    ...quiet,
    renderArguments: [
      ...['-ss', atSeconds.toFixed(6), '-i', 'in0', '-an', '-frames:v', '1'],
      ...['-vf', `scale=${width}:${height}:flags=bicubic:out_range=full,setsar=1`, '-q:v', '3', '-f', 'mjpeg', portableOutput],
    ],
  }
}
