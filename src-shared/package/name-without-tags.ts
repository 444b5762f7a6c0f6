/**
 * A name for platforms that take what follows a `<` for a tag: Moodle shows names without such letters, and restores no course
 * whose name has some (`clean_param` with PARAM_TEXT). The signs that stand in their place read the same.
 */
export function nameWithoutTags(name: string): string {
  return name.replaceAll(/<(?!\s)([^<>]*)>/g, '‹$1›').replaceAll(/<(?!\s)/g, '‹')
}
