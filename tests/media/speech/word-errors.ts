/** The share of words that are wrong, missing or too many (word error rate), capitals and punctuation left aside. */
export function wordErrorRate(heard: string, spoken: string): number {
  const [found, wanted] = [toWords(heard), toWords(spoken)]
  let row = found.map((_, index) => index + 1)
  wanted.forEach((word, line) => {
    let diagonal = line
    let left = line + 1
    row = row.map((above, column) => {
      const cost = Math.min(above + 1, left + 1, diagonal + (found[column] === word ? 0 : 1))
      diagonal = above
      left = cost
      return cost
    })
  })
  return (row.at(-1) ?? wanted.length) / wanted.length
}

/** The same word, said and written. */
const written: Readonly<Record<string, string>> = { mister: 'mr', missus: 'mrs', doctor: 'dr' }

function toWords(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll(/[’]/gu, "'")
      .match(/[\p{L}\p{N}']+/gu)
      ?.map((word) => written[word] ?? word) ?? []
  )
}
