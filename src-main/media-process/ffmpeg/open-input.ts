import { Dictionary, FormatContext } from 'node-av/lib'
import { AVERROR_ENOENT, AVMEDIA_TYPE_VIDEO } from 'node-av/constants'
import { appError, type AppError } from '#shared/messages/app-error.ts'

/**
 * Containers that hold media and nothing else. A playlist or script (hls, concat, dash, sdp) would open files and
 * addresses of its choosing; `image2` reads patterns of files unless told not to.
 */
const allowedFormats = [
  ...['mov', 'matroska', 'avi', 'mpegts', 'mpeg', 'mpegvideo', 'flv', 'asf', 'ogg', 'wav', 'w64', 'aiff', 'caf', 'mp3'],
  ...['flac', 'aac', 'ac3', 'eac3', 'amr', 'amrnb', 'amrwb', 'dv', 'mxf', 'ivf', 'h264', 'hevc', 'm4v', 'h263', 'obu', 'gif'],
  ...['png_pipe', 'jpeg_pipe', 'webp_pipe', 'bmp_pipe', 'tiff_pipe', 'image2', 'mjpeg', 'apng'],
]

/** Still pictures come through these demuxers. */
const imageFormats = ['image2', 'png_pipe', 'jpeg_pipe', 'webp_pipe', 'bmp_pipe', 'tiff_pipe']

export function isImageFormat(name: string): boolean {
  return imageFormats.includes(name)
}

/** How strangers' files are opened. The caller frees it. */
export function inputOptions(): Dictionary {
  return Dictionary.fromObject({
    format_whitelist: allowedFormats.join(','),
    protocol_whitelist: 'file',
    pattern_type: 'none',
    probesize: '20000000',
    analyzeduration: '8000000',
    max_streams: '64',
  })
}

/** An open file whose streams are known. The caller closes it. Throws `file.not-found`, `media.not-media` or `media.picture-too-large`. */
export function openInput(file: string, maxPixels: number): FormatContext {
  const context = new FormatContext()
  // The prefix keeps names such as "concat:a|b" or "data:…" what they are: names of files.
  const opened = context.openInputSync(`file:${file}`, null, inputOptions())
  // A context that did not open has nothing to close: FFmpeg has freed it.
  if (opened < 0) throw openError(opened, file)
  try {
    assertPictureSize(context, file, maxPixels)
    // No options here: FFmpeg wants one dictionary a stream and the binding passes a single one (it then reads past it).
    const found = context.findStreamInfoSync()
    if (found < 0) throw appError('media.damaged', { file })
    assertPictureSize(context, file, maxPixels)
    return context
  } catch (error) {
    closeInput(context)
    throw error
  }
}

/**
 * An open file that was examined before, for its packets alone: where the container tells what a stream's decoder needs, none
 * is decoded to find out. The caller closes it. Throws as `openInput` does.
 */
export function openPackets(file: string, streamIndex: number, maxPixels: number): FormatContext {
  const context = new FormatContext()
  const opened = context.openInputSync(`file:${file}`, null, inputOptions())
  if (opened < 0) throw openError(opened, file)
  const codecpar = context.streams[streamIndex]?.codecpar
  if (codecpar && codecpar.extradataSize > 0 && (codecpar.width > 0 || codecpar.sampleRate > 0)) return context
  closeInput(context)
  return openInput(file, maxPixels)
}

function openError(code: number, file: string): AppError {
  return code === AVERROR_ENOENT ? appError('file.not-found', { file }) : appError('media.not-media', { file })
}

/** Throws `media.picture-too-large`. */
export function assertPictureSize(context: FormatContext, file: string, maxPixels: number): void {
  for (const { codecpar } of context.streams) {
    const { codecType, width, height } = codecpar
    if (codecType === AVMEDIA_TYPE_VIDEO && width * height > maxPixels)
      throw appError('media.picture-too-large', { file, width, height })
  }
}

export function closeInput(context: FormatContext): void {
  context.closeInputSync()
}
