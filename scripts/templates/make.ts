/**
 * Makes the templates in resources/templates: documents, cards and the index of the gallery.
 *   node scripts/templates/make.ts && npx prettier --write resources/templates
 * Films and posters are `npm run templates:films`.
 */

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { probeFile } from '#main/media-process/probe/probe-file.ts'
import { describeAsset } from '#main/core/import/import-media.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { countSlots, templateIndexSchema, type TemplateIndex } from '#shared/template/template-file.ts'
import { drawSlotCard } from './cards.ts'
import { compileDesign } from './compile.ts'
import { designs } from './designs.ts'

const folder = fileURLToPath(new URL('../../resources/templates/', import.meta.url))

const write = (file: string, value: unknown): void => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)

mkdirSync(folder, { recursive: true })
const templates: TemplateIndex['templates'][number][] = []
for (const design of designs) {
  const own = join(folder, design.id)
  mkdirSync(own, { recursive: true })
  for (const name of readdirSync(own)) if (name.endsWith('.png')) rmSync(join(own, name))
  const document = await compileDesign(design, own)
  write(join(own, 'template.json'), document)
  const { template } = document
  if (!template) throw new Error(`${design.id} has no rules`)
  templates.push({ id: design.id, template, durationTicks: deriveTimeline(document).durationTicks, slots: countSlots(document) })
}
const neutral = { primary: '#334155', accent: '#cbd5e1', text: '#f8fafc', background: '#1e293b' }
const cardFile = join(folder, 'card.png')
writeFileSync(cardFile, drawSlotCard({ kind: 'clip', name: 'Your clip', hint: 'Choose a clip, or film one.' }, neutral))
const examined = await probeFile(cardFile, new AbortController().signal)
const card = {
  ...describeAsset(cardFile, examined),
  id: `asset-${examined.sha256.slice(0, 24)}` as AssetId,
  relativePath: 'card.png',
  absolutePath: null,
  storage: 'managed' as const,
  licence: { spdx: 'CC0-1.0', attribution: 'Tidbit Studio', sourceUrl: '' },
  consent: { status: 'not-needed' as const, note: '', expires: null },
}
write(join(folder, 'index.json'), templateIndexSchema.parse({ card, templates }))
console.log(`${templates.length} templates`)
