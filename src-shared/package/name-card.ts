/** A vCard of a name only: a package says who made it, not how to reach them. */
export function nameCard(name: string): string {
  const safe = name.replace(/[\\,;]/g, (character) => `\\${character}`).replace(/\s+/g, ' ')
  return `BEGIN:VCARD\nVERSION:3.0\nFN:${safe}\nEND:VCARD`
}
