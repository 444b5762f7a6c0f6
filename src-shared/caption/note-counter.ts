import type { CaptionNote, CaptionNoteCode } from '../messages/caption-notes.ts'

/** Collects what happened to single captions into one note a kind, with the count and the first line. */
export class NoteCounter {
  readonly #notes = new Map<CaptionNoteCode, { count: number; line: number }>()
  readonly #plain: CaptionNote[] = []

  /** `line` counts from 1. */
  count(code: CaptionNoteCode, line: number): void {
    const known = this.#notes.get(code)
    if (known) known.count += 1
    else this.#notes.set(code, { count: 1, line })
  }

  add(note: CaptionNote): void {
    this.#plain.push(note)
  }

  report(): readonly CaptionNote[] {
    return [...this.#plain, ...Array.from(this.#notes, ([code, params]) => ({ code, params }))]
  }
}
