/** The first web address in a text, without the punctuation behind it; null where there is none. */
export function findWebAddress(text: string): string | null {
  return /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/.exec(text)?.[0] ?? null
}
