import type { Metadata } from '../../project/schema/document.ts'
import { itemTitle } from '../item-title.ts'
import { describeCartridgeLom } from '../lom.ts'
import { nameWithoutTags } from '../name-without-tags.ts'
import { writeXml, xml, type XmlElement } from '../xml.ts'
import { describeVersion, type ExportRecord } from '../export-record.ts'
import type { CartridgeEdition } from './edition.ts'

/** A lesson inside a cartridge: a page with its film, and a quiz where it has one. */
export type CartridgeLesson = {
  readonly id: string
  readonly title: string
  readonly page: string
  /** Everything the page and the quiz show, the page among it. */
  readonly files: readonly string[]
  readonly quiz: { readonly path: string; readonly title: string; readonly usesPictures: boolean } | null
}

export type CartridgeManifest = {
  /** Stable over every export. */
  readonly id: string
  readonly metadata: Metadata
  readonly lessons: readonly CartridgeLesson[]
  /** Of a lesson on its own. */
  readonly record: ExportRecord | null
}

/**
 * imsmanifest.xml of a cartridge. The one root item of the organisation has no title (CC 1.1, profile of content packaging); several
 * lessons get a folder each.
 */
export function writeCartridgeManifest({ id, metadata, lessons, record }: CartridgeManifest, edition: CartridgeEdition): string {
  const items = lessons.length === 1 ? lessons.flatMap(describeItems) : lessons.map(describeFolder)
  return writeXml(
    xml(
      'manifest',
      {
        identifier: `tidbit-${id}`,
        xmlns: edition.manifestNamespace,
        'xmlns:lom': edition.lomNamespace,
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation': `${edition.manifestNamespace} ${edition.schemaFile} ${edition.lomNamespace} ${edition.lomFile}`,
      },
      [
        xml('metadata', {}, [
          xml('schema', {}, ['IMS Common Cartridge']),
          xml('schemaversion', {}, [edition.schemaVersion]),
          describeCartridgeLom(
            'lom',
            { ...metadata, title: nameWithoutTags(metadata.title) },
            id,
            record === null ? '' : describeVersion(record),
          ),
        ]),
        xml('organizations', {}, [
          xml('organization', { identifier: `organization-${id}`, structure: 'rooted-hierarchy' }, [
            xml('item', { identifier: `root-${id}` }, items),
          ]),
        ]),
        xml(
          'resources',
          {},
          lessons.flatMap((lesson) => describeResources(lesson, edition)),
        ),
      ],
    ),
  )
}

function describeFolder(lesson: CartridgeLesson): XmlElement {
  return xml('item', { identifier: `folder-${lesson.id}` }, [
    xml('title', {}, [itemTitle(nameWithoutTags(lesson.title))]),
    ...describeItems(lesson),
  ])
}

function describeItems({ id, title, quiz }: CartridgeLesson): readonly XmlElement[] {
  const item = (kind: 'page' | 'quiz', name: string): XmlElement =>
    xml('item', { identifier: `item-${kind}-${id}`, identifierref: `${kind}-${id}` }, [
      xml('title', {}, [itemTitle(nameWithoutTags(name))]),
    ])
  return [item('page', title), ...(quiz === null ? [] : [item('quiz', quiz.title)])]
}

function describeResources({ id, page, files, quiz }: CartridgeLesson, edition: CartridgeEdition): readonly XmlElement[] {
  const resource = xml(
    'resource',
    { identifier: `page-${id}`, type: 'webcontent', href: page },
    files.map((path) => xml('file', { href: path })),
  )
  if (quiz === null) return [resource]
  return [
    resource,
    xml('resource', { identifier: `quiz-${id}`, type: edition.assessmentType }, [
      xml('file', { href: quiz.path }),
      quiz.usesPictures ? xml('dependency', { identifierref: `page-${id}` }) : null,
    ]),
  ]
}
