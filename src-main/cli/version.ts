import { readFile } from 'node:fs/promises'
import { z } from '#shared/base/zod.ts'

const manifest = new URL('../../package.json', import.meta.url)

/** The version of the package that this command belongs to. */
export async function readVersion(): Promise<string> {
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8'))).version
}
