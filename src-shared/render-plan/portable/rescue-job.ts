import { portableOutput, type PortableJob } from './portable-job.ts'

/**
 * One file made into what every engine reads: upright H.264 with even sides and AAC in an MP4, without the names of devices
 * and places. The length is not known before FFmpeg has read the file; its own progress counts.
 */
export const rescueJob: PortableJob = {
  inputs: [{ name: 'in0', index: 0 }],
  overlays: [],
  canvas: { width: 1080, height: 1920 },
  measureArguments: null,
  renderArguments: [
    ...['-err_detect', 'ignore_err', '-i', 'in0', '-map', '0:v:0?', '-map', '0:a:0?', '-map_metadata', '-1'],
    ...['-vf', 'scale=trunc(iw*sar/2)*2:trunc(ih/2)*2:out_color_matrix=bt709:out_range=limited,setsar=1,format=yuv420p'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', '-g', '60', '-colorspace', 'bt709', '-color_range', 'tv'],
    ...['-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart', portableOutput],
  ],
  targetLufs: null,
  durationSeconds: null,
}
