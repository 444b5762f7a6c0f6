/** What older Safari calls the same things. */
type WebkitDocument = { readonly webkitFullscreenElement?: Element | null; readonly webkitExitFullscreen?: () => void }
type WebkitElement = { readonly webkitRequestFullscreen?: () => void }
/** Phones of Apple know it for the video only. */
type WebkitVideo = { readonly webkitEnterFullscreen?: () => void }

export function canGoFullscreen(root: HTMLElement & WebkitElement, video: HTMLVideoElement & WebkitVideo): boolean {
  return (
    Boolean(root.requestFullscreen ?? root.webkitRequestFullscreen ?? video.webkitEnterFullscreen) &&
    document.fullscreenEnabled !== false
  )
}

export function isFullscreen(): boolean {
  return Boolean(document.fullscreenElement ?? (document as WebkitDocument).webkitFullscreenElement)
}

/** Asks the browser, which may refuse (a platform's frame that does not allow it): then nothing changes. */
export function toggleFullscreen(root: HTMLElement & WebkitElement, video: HTMLVideoElement & WebkitVideo): void {
  const older = document as WebkitDocument
  if (isFullscreen()) {
    if (typeof document.exitFullscreen === 'function') document.exitFullscreen().catch(() => undefined)
    else older.webkitExitFullscreen?.()
  } else if (typeof root.requestFullscreen === 'function') root.requestFullscreen().catch(() => undefined)
  else if (root.webkitRequestFullscreen) root.webkitRequestFullscreen()
  else video.webkitEnterFullscreen?.()
}
