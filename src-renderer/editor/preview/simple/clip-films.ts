import { assetUrl } from '#shared/ipc/media-url.ts'
import type { AssetId } from '#shared/project/ids.ts'

/** `canplay` where a film stands in a place whose data comes only after it got there. */
const changes = ['loadeddata', 'seeked', 'canplay', 'error'] as const

/** Players of the light copies, one for each asset; they are not part of the page, what they show is drawn. */
export class ClipFilms {
  readonly #films = new Map<AssetId, HTMLVideoElement>()
  readonly #onChange: () => void

  /** `onChange` is called when a film has another picture, or turns out to have none. */
  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  film(assetId: AssetId): HTMLVideoElement {
    const known = this.#films.get(assetId)
    if (known) return known
    const film = document.createElement('video')
    film.crossOrigin = 'anonymous'
    film.preload = 'auto'
    film.playsInline = true
    for (const name of changes) film.addEventListener(name, this.#onChange)
    this.#watchPictures(film)
    film.src = assetUrl(assetId, 'film', crypto.randomUUID())
    this.#films.set(assetId, film)
    return film
  }

  /** A busy browser may tell of a place before it has the picture there. */
  #watchPictures(film: HTMLVideoElement): void {
    film.requestVideoFrameCallback(() => {
      if (![...this.#films.values()].includes(film)) return
      this.#watchPictures(film)
      this.#onChange()
    })
  }

  /** Every film but one stands still. */
  hold(except: HTMLVideoElement | null): void {
    for (const film of this.#films.values()) if (film !== except) film.pause()
  }

  /** Forgets them, so that copies that were made meanwhile are looked for again. */
  clear(): void {
    for (const film of this.#films.values()) {
      for (const name of changes) film.removeEventListener(name, this.#onChange)
      film.removeAttribute('src')
      film.load()
    }
    this.#films.clear()
  }
}
