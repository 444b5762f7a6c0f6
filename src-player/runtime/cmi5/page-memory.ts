import type { Launch } from './launch.ts'
import type { Shelf } from './statement-queue.ts'

/** Where statements wait: the browser's own memory, so that a closed window loses none. */
export function openShelf(page: Window, { registration, activityId }: Launch): Shelf {
  const key = `tidbit-cmi5:${registration}:${activityId}`
  return {
    read: () => {
      try {
        return page.localStorage.getItem(key)
      } catch {
        return null
      }
    },
    write: (value) => {
      try {
        if (value === '[]') page.localStorage.removeItem(key)
        else page.localStorage.setItem(key, value)
      } catch (error) {
        // Without storage a statement waits as long as its page.
        void error
      }
    },
  }
}

/** Version 4; `crypto.randomUUID` is missing in older browsers and on plain http. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, index) => {
    const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte
    return value.toString(16).padStart(2, '0')
  })
  return [4, 2, 2, 2, 6].map((length) => hex.splice(0, length).join('')).join('-')
}
