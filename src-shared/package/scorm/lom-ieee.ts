import type { Metadata } from '../../project/schema/document.ts'
import type { PlayerLesson } from '../../quiz/player-lesson.ts'
import { isoDuration } from '../learning-resource.ts'
import { nameCard } from '../name-card.ts'
import { xml, type XmlElement } from '../xml.ts'

/** The lesson's metadata as IEEE 1484.12.3 Learning Object Metadata, under a namespace prefix that the caller declares. Empty fields are left out. */
export function describeIeeeLom(prefix: string, metadata: Metadata, lesson: PlayerLesson): XmlElement {
  const lom = (name: string, children: readonly (XmlElement | string | null)[]) => xml(`${prefix}:${name}`, {}, children)
  const inLanguage = (text: string) => xml(`${prefix}:string`, { language: metadata.language }, [text])
  const texts = (name: string, values: readonly string[]) =>
    values.filter((value) => value.trim() !== '').map((value) => lom(name, [inLanguage(value)]))
  const term = (name: string, value: string) => lom(name, [lom('source', ['LOMv1.0']), lom('value', [value])])
  const duration = lom('duration', [isoDuration(lesson.durationMs)])
  return lom('lom', [
    lom('general', [
      lom('identifier', [lom('catalog', ['Tidbit']), lom('entry', [lesson.id])]),
      lom('title', [inLanguage(metadata.title)]),
      lom('language', [metadata.language]),
      ...texts('description', [metadata.description]),
      ...texts('keyword', [...metadata.keywords, ...metadata.topics]),
    ]),
    metadata.authors.length === 0
      ? null
      : lom(
          'lifeCycle',
          metadata.authors.map((author) => lom('contribute', [term('role', 'author'), lom('entity', [nameCard(author)])])),
        ),
    lom('technical', [lom('format', ['text/html']), lom('format', [lesson.video.type]), lom('duration', [duration])]),
    lom('educational', [...texts('typicalAgeRange', [metadata.level]), lom('typicalLearningTime', [duration])]),
    metadata.licence.trim() === ''
      ? null
      : lom('rights', [term('copyrightAndOtherRestrictions', 'yes'), lom('description', [inLanguage(metadata.licence)])]),
  ])
}
