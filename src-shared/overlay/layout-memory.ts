import type { TextMeasurer } from './measure.ts'

/** Many more than a lesson has captions, or every edit would lay all of them out anew; typing adds one a letter. */
const maxLayouts = 4000

/**
 * Remembers layouts: an edit lays everything out anew, and mostly changes one text. They are found by the records they were
 * made for, which never change, and forgotten with them.
 */
export class LayoutMemory<Layout> {
  readonly #known = new WeakMap<TextMeasurer, WeakMap<object, Map<string, Layout>>>()

  /** `key` tells all that counts besides the record. */
  recall(measure: TextMeasurer, record: object, key: string, make: () => Layout): Layout {
    const byRecord = this.#known.get(measure) ?? new WeakMap<object, Map<string, Layout>>()
    this.#known.set(measure, byRecord)
    const layouts = byRecord.get(record) ?? new Map<string, Layout>()
    byRecord.set(record, layouts)
    const known = layouts.get(key)
    if (known !== undefined) return known
    if (layouts.size >= maxLayouts) layouts.clear()
    const made = make()
    layouts.set(key, made)
    return made
  }
}
