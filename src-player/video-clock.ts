/** Seconds of the video as milliseconds; never NaN. */
export function videoTimeMs(video: HTMLVideoElement): number {
  return Number.isFinite(video.currentTime) ? video.currentTime * 1000 : 0
}

/**
 * Calls back with every picture that is shown while the video plays (milliseconds of its time), or as often as the
 * browser tells the time where it does not tell of pictures.
 */
export function followVideo(video: HTMLVideoElement, onTime: (atMs: number) => void): void {
  const tell = () => onTime(videoTimeMs(video))
  // Also where pictures are told of: a page in the background shows none but plays on.
  for (const event of ['timeupdate', 'seeked', 'pause'] as const) video.addEventListener(event, tell)
  if (!('requestVideoFrameCallback' in video)) return
  const tellPicture = (_now: number, picture: { readonly mediaTime: number }) => {
    onTime(picture.mediaTime * 1000)
    video.requestVideoFrameCallback(tellPicture)
  }
  video.requestVideoFrameCallback(tellPicture)
}
