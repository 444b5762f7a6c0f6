/** The title of an organisation or item holds this many characters (imscp_rootv1p1p2.xsd; the later edition asks platforms for as many). */
const maxTitleLength = 200

/** Never cuts a character in half, and is never empty. */
export function itemTitle(title: string): string {
  const characters = [...title.trim()]
  return characters.length <= maxTitleLength
    ? characters.join('') || 'Untitled'
    : `${characters.slice(0, maxTitleLength - 1).join('')}…`
}
