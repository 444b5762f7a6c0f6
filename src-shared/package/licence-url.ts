const creativeCommons = /^CC[- ](BY(?:-(?:NC|SA|ND|NC-SA|NC-ND))?)[- ](\d\.\d)$/i
const publicDomain = /^CC0(?:[- ]1\.0)?$/i

/** Whether it is CC0, by which authors give up their rights. */
export const isPublicDomain = (licence: string): boolean => publicDomain.test(licence.trim())

/** Where Creative Commons keeps the licence that "CC-BY-4.0" or "CC BY 4.0" names; null for other words. */
export function creativeCommonsUrl(licence: string): string | null {
  const words = licence.trim()
  if (isPublicDomain(words)) return 'https://creativecommons.org/publicdomain/zero/1.0/'
  const [, terms, version] = creativeCommons.exec(words) ?? []
  return terms === undefined || version === undefined
    ? null
    : `https://creativecommons.org/licenses/${terms.toLowerCase()}/${version}/`
}
