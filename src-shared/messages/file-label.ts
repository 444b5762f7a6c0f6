/** How a sentence names a file: as it was typed where that was short, by its last part where it is a whole path. */
export function fileLabel(file: string): string {
  return /^([/\\]|[A-Za-z]:[/\\])/.test(file) ? (file.split(/[/\\]/).findLast((part) => part !== '') ?? file) : file
}
