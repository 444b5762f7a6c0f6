import type { Metadata } from '../../project/schema/document.ts'
import type { PlayerLesson } from '../../quiz/player-lesson.ts'
import { isoDuration } from '../learning-resource.ts'
import { nameCard } from '../name-card.ts'
import { xml, type XmlElement } from '../xml.ts'

/** The lesson's metadata as IMS Learning Resource Metadata 1.2.1, the form that SCORM 1.2 manifests carry. Empty fields are left out. */
export function describeLom(metadata: Metadata, lesson: PlayerLesson, version?: number): XmlElement {
  const inLanguage = (text: string) => xml('imsmd:langstring', { 'xml:lang': metadata.language }, [text])
  const texts = (name: string, values: readonly string[]) =>
    values.filter((value) => value.trim() !== '').map((value) => xml(name, {}, [inLanguage(value)]))
  return xml('imsmd:lom', {}, [
    xml('imsmd:general', {}, [
      xml('imsmd:identifier', {}, [lesson.id]),
      xml('imsmd:title', {}, [inLanguage(metadata.title)]),
      xml('imsmd:language', {}, [metadata.language]),
      ...texts('imsmd:description', [metadata.description]),
      ...texts('imsmd:keyword', [...metadata.keywords, ...metadata.topics]),
    ]),
    xml('imsmd:lifecycle', {}, [
      ...(version === undefined ? [] : texts('imsmd:version', [String(version)])),
      ...metadata.authors.map((author) =>
        xml('imsmd:contribute', {}, [
          vocabulary('imsmd:role', 'Author'),
          xml('imsmd:centity', {}, [xml('imsmd:vcard', {}, [nameCard(author)])]),
        ]),
      ),
    ]),
    xml('imsmd:technical', {}, [
      xml('imsmd:format', {}, ['text/html']),
      xml('imsmd:format', {}, [lesson.video.type]),
      xml('imsmd:duration', {}, [xml('imsmd:datetime', {}, [isoDuration(lesson.durationMs)])]),
    ]),
    xml('imsmd:educational', {}, [
      ...texts('imsmd:typicalagerange', [metadata.level]),
      xml('imsmd:typicallearningtime', {}, [xml('imsmd:datetime', {}, [isoDuration(lesson.durationMs)])]),
    ]),
    metadata.licence.trim() === ''
      ? null
      : xml('imsmd:rights', {}, [
          vocabulary('imsmd:copyrightandotherrestrictions', 'yes'),
          xml('imsmd:description', {}, [inLanguage(metadata.licence)]),
        ]),
  ])
}

function vocabulary(name: string, value: string): XmlElement {
  return xml(name, {}, [xml('imsmd:source', {}, [term('LOMv1.0')]), xml('imsmd:value', {}, [term(value)])])
}

function term(text: string): XmlElement {
  return xml('imsmd:langstring', { 'xml:lang': 'x-none' }, [text])
}
