import { z } from '#shared/base/zod.ts'

const librarySchema = z.object({
  machineName: z.string().max(200),
  majorVersion: z.union([z.number(), z.string()]),
  minorVersion: z.union([z.number(), z.string()]),
})
type Library = z.infer<typeof librarySchema>

/** More than H5P's hub has; a package that names more is not followed further. */
const mostLibraries = 500
const mostNamed = 200

const dependenciesSchema = z.object({ preloadedDependencies: z.array(librarySchema).max(mostLibraries).default([]) })
const h5pSchema = dependenciesSchema.extend({ title: z.string().max(500).default('') })

export type ReadText = (name: string) => Promise<string | null>

/** The title in an `h5p.json`, and what the package names and does not carry; null where it cannot be made sense of. */
export async function readH5p(
  source: string,
  read: ReadText,
): Promise<{ readonly title: string; readonly missing: readonly string[] } | null> {
  const parsed = h5pSchema.safeParse(parseJson(source))
  if (!parsed.success) return null
  const { title, preloadedDependencies } = parsed.data
  // What plays the content is named last there, and is what a user knows.
  return { title, missing: (await findMissing(preloadedDependencies.toReversed(), read)).slice(0, mostNamed) }
}

/** Libraries load others in their own words, which `h5p.json` need not repeat. */
async function findMissing(named: readonly Library[], read: ReadText): Promise<readonly string[]> {
  const missing: string[] = []
  const seen = new Set<string>()
  const waiting = [...named]
  for (let next = waiting.shift(); next && seen.size < mostLibraries; next = waiting.shift()) {
    const version = `${next.majorVersion}.${next.minorVersion}`
    const folder = `${next.machineName}-${version}`
    if (seen.has(folder)) continue
    seen.add(folder)
    const library = await read(`${folder}/library.json`)
    const parsed = dependenciesSchema.safeParse(parseJson(library ?? ''))
    if (library === null) missing.push(`${next.machineName} ${version}`)
    else if (parsed.success) waiting.push(...parsed.data.preloadedDependencies)
  }
  return missing
}

function parseJson(source: string): unknown {
  try {
    // Windows programs begin such files with a mark.
    return JSON.parse(source.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
}
