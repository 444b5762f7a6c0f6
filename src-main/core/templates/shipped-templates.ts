import { createRequire } from 'node:module'
import path from 'node:path'

const { resolve } = createRequire(import.meta.url)

/** The folder of the templates that ship with the program. */
export function shippedTemplates(): string {
  return path.dirname(resolve('#resources/templates/LICENSE.txt'))
}
