const wide = /[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/
/** Korean letters are as wide, but stand in words with spaces between them. */
const korean = /[\uac00-\ud7ff]/

/** Whether a text has Chinese, Japanese or Korean letters. */
export function isWide(text: string): boolean {
  return wide.test(text)
}

/** A text and how it goes on, with a space between them unless both are Chinese or Japanese there. */
export function joinText(before: string, behind: string): string {
  const [end, start] = [before.at(-1) ?? '', behind.charAt(0)]
  const isSolid = before === '' || behind === '' || (isWide(end) && isWide(start) && !(korean.test(end) && korean.test(start)))
  return isSolid ? before + behind : `${before} ${behind}`
}
