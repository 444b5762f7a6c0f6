import type { Metadata } from '../project/schema/document.ts'
import type { PlayerLesson } from '../quiz/player-lesson.ts'
import { isoDuration } from './learning-resource.ts'
import { isPublicDomain } from './licence-url.ts'
import { nameCard } from './name-card.ts'
import { xml, type XmlElement } from './xml.ts'

/** The lesson's metadata as IEEE 1484.12.3 Learning Object Metadata, under a namespace prefix that the caller declares. Empty fields are left out. */
export function describeIeeeLom(prefix: string, metadata: Metadata, lesson: PlayerLesson, version?: number): XmlElement {
  const { lom, term, texts } = vocabularyOf(prefix, metadata)
  const duration = lom('duration', [isoDuration(lesson.durationMs)])
  return lom('lom', [
    describeGeneral(prefix, metadata, lesson.id),
    describeLifeCycle(prefix, metadata, term('role', 'author'), version),
    lom('technical', [lom('format', ['text/html']), lom('format', [lesson.video.type]), lom('duration', [duration])]),
    lom('educational', [...texts('typicalAgeRange', [metadata.level]), lom('typicalLearningTime', [duration])]),
    describeRights(prefix, metadata, term('copyrightAndOtherRestrictions', restrictionsOf(metadata))),
  ])
}

/** Of questions on their own: no film, no page, no length. */
export function describeItemBankLom(prefix: string, metadata: Metadata, id: string, version?: number): XmlElement {
  const { lom, term, texts } = vocabularyOf(prefix, metadata)
  return lom('lom', [
    describeGeneral(prefix, metadata, id),
    describeLifeCycle(prefix, metadata, term('role', 'author'), version),
    lom('educational', [term('learningResourceType', 'questionnaire'), ...texts('typicalAgeRange', [metadata.level])]),
    describeRights(prefix, metadata, term('copyrightAndOtherRestrictions', restrictionsOf(metadata))),
  ])
}

/** Of a course, whose lessons have lengths and films of their own. */
export function describeCourseLom(prefix: string, metadata: Metadata, id: string): XmlElement {
  const { lom, term, texts } = vocabularyOf(prefix, metadata)
  const level = texts('typicalAgeRange', [metadata.level])
  return lom('lom', [
    describeGeneral(prefix, metadata, id),
    describeLifeCycle(prefix, metadata, term('role', 'author'), undefined),
    lom('technical', [lom('format', ['text/html']), lom('format', ['video/mp4'])]),
    level.length === 0 ? null : lom('educational', level),
    describeRights(prefix, metadata, term('copyrightAndOtherRestrictions', restrictionsOf(metadata))),
  ])
}

/**
 * What the profile of Common Cartridge leaves of it for manifests: terms without a source, no version (a description tells it), no length and
 * no age, the level as a classification.
 */
export function describeCartridgeLom(prefix: string, metadata: Metadata, id: string, versionNote: string): XmlElement {
  const { lom, texts } = vocabularyOf(prefix, metadata)
  const term = (name: string, value: string) => lom(name, [lom('value', [value])])
  const level = texts('description', [metadata.level])
  return lom('lom', [
    describeGeneral(prefix, metadata, id, versionNote),
    describeLifeCycle(prefix, metadata, term('role', 'author'), undefined),
    lom('technical', [lom('format', ['text/html']), lom('format', ['video/mp4'])]),
    describeRights(prefix, metadata, term('copyrightAndOtherRestrictions', restrictionsOf(metadata))),
    level.length === 0 ? null : lom('classification', [term('purpose', 'educational level'), ...level]),
  ])
}

function vocabularyOf(prefix: string, { language }: Metadata) {
  const lom = (name: string, children: readonly (XmlElement | string | null)[]) => xml(`${prefix}:${name}`, {}, children)
  const inLanguage = (text: string) => xml(`${prefix}:string`, { language }, [text])
  const texts = (name: string, values: readonly string[]) =>
    values.filter((value) => value.trim() !== '').map((value) => lom(name, [inLanguage(value)]))
  const term = (name: string, value: string) => lom(name, [lom('source', ['LOMv1.0']), lom('value', [value])])
  return { lom, inLanguage, texts, term }
}

function describeGeneral(prefix: string, metadata: Metadata, id: string, versionNote = ''): XmlElement {
  const { lom, inLanguage, texts } = vocabularyOf(prefix, metadata)
  return lom('general', [
    lom('identifier', [lom('catalog', ['Tidbit']), lom('entry', [id])]),
    lom('title', [inLanguage(metadata.title)]),
    lom('language', [metadata.language]),
    ...texts('description', [metadata.description, versionNote]),
    ...texts('keyword', [...metadata.keywords, ...metadata.topics]),
  ])
}

function describeLifeCycle(prefix: string, metadata: Metadata, role: XmlElement, version: number | undefined): XmlElement | null {
  const { lom, texts } = vocabularyOf(prefix, metadata)
  const versions = version === undefined ? [] : texts('version', [String(version)])
  if (metadata.authors.length === 0 && versions.length === 0) return null
  const authors = metadata.authors.map((author) => lom('contribute', [role, lom('entity', [nameCard(author)])]))
  return lom('lifeCycle', [...versions, ...authors])
}

function describeRights(prefix: string, metadata: Metadata, restrictions: XmlElement): XmlElement | null {
  const { lom, inLanguage } = vocabularyOf(prefix, metadata)
  if (metadata.licence.trim() === '') return null
  return lom('rights', [restrictions, lom('description', [inLanguage(metadata.licence)])])
}

/** Who gave up all rights restricts nothing. */
function restrictionsOf({ licence }: Metadata): 'yes' | 'no' {
  return isPublicDomain(licence) ? 'no' : 'yes'
}
