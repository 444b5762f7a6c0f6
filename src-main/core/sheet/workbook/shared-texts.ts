import { visitPart, WorkbookFault, type Parts } from './parts.ts'

/** The texts that cells refer to by number. Of those in several styles the letters count; how East Asian ones are read aloud does not. */
export async function readSharedTexts(parts: Parts, name: string): Promise<readonly string[]> {
  const texts: string[] = []
  let text = ''
  let isText = false
  let readings = 0
  await visitPart(parts, name, {
    open: (tag) => {
      if (tag === 'si') text = ''
      if (tag === 'rPh') readings += 1
      isText = tag === 't' && readings === 0
    },
    text: (piece) => {
      if (isText) text = limitText(text + piece)
    },
    close: (tag) => {
      if (tag === 'si') texts.push(unescapeText(text))
      if (tag === 'rPh') readings -= 1
      isText = false
    },
  })
  return texts
}

/** Excel itself keeps 32,767 characters in a cell. */
const longestText = 100_000

export function limitText(text: string): string {
  if (text.length > longestText) throw new WorkbookFault('a cell holds more than any sheet can')
  return text
}

/** `_x000D_` and the like stand for letters that XML cannot hold (ECMA-376 part 1, 22.9.2.19); line ends become those of texts. */
export function unescapeText(text: string): string {
  const plain = text.includes('_x')
    ? text.replaceAll(/_x([0-9a-f]{4})_/gi, (_whole, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    : text
  return plain.includes('\r') ? plain.replaceAll(/\r\n?/g, '\n') : plain
}
