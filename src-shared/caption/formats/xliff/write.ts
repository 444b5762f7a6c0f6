import { escapeXml } from '../xml.ts'

/** A caption for a translator. */
export type UnitToTranslate = {
  /** Stays the same when the caption's time or words change. */
  readonly id: string
  readonly source: string
  /** Null where nothing is translated yet. */
  readonly target: string | null
  /** The words have changed since they were translated. */
  readonly outdated: boolean
  /** Of the translation: how many characters there is room and time for. */
  readonly maxCharacters: number
  /** When it is said, and by whom. */
  readonly note: string
}

export type XliffFile = {
  readonly title: string
  readonly lessonId: string
  /** BCP 47. */
  readonly sourceLanguage: string
  readonly targetLanguage: string
  readonly units: readonly UnitToTranslate[]
}

/**
 * XLIFF 1.2 (OASIS, 2008): what every translation tool reads, also those that do not know version 2. Line breaks of captions are kept
 * as they are.
 */
export function writeXliff({ title, lessonId, sourceLanguage, targetLanguage, units }: XliffFile): string {
  const [from, to] = [escapeXml(sourceLanguage), escapeXml(targetLanguage)]
  return `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
  <file original="${escapeXml(lessonId)}" product-name="${escapeXml(title)}" source-language="${from}" target-language="${to}" datatype="plaintext">
    <body>
${units.map((unit) => writeUnit(unit, from, to)).join('')}    </body>
  </file>
</xliff>
`
}

function writeUnit({ id, source, target, outdated, maxCharacters, note }: UnitToTranslate, from: string, to: string): string {
  const state = outdated ? 'needs-review-translation' : 'translated'
  const translated = target === null ? '' : `        <target xml:lang="${to}" state="${state}">${escapeXml(target)}</target>\n`
  return `      <trans-unit id="${escapeXml(id)}" xml:space="preserve" maxwidth="${maxCharacters}" size-unit="char">
        <source xml:lang="${from}">${escapeXml(source)}</source>
${translated}        <note>${escapeXml(note)}</note>
      </trans-unit>
`
}
