import type { Metadata } from '../../project/schema/document.ts'
import { passMark } from '../../quiz/outcome.ts'
import type { PlayerLesson } from '../../quiz/player-lesson.ts'
import { writeXml, xml } from '../xml.ts'
import { itemTitle } from '../item-title.ts'
import { describeLom } from './lom-12.ts'

export type Manifest = {
  readonly lesson: PlayerLesson
  readonly metadata: Metadata
  /** Every file of the package but the manifest, in the order to list them. */
  readonly paths: readonly string[]
  /** Of the lesson, where it is known. */
  readonly version?: number | undefined
}

/**
 * imsmanifest.xml of one SCO. The mastery score is the pass mark of the completion rule; identifiers come from the
 * lesson's id, so that a package that is uploaded again keeps its results.
 */
export function writeScorm12Manifest({ lesson, metadata, paths, version }: Manifest): string {
  const title = itemTitle(lesson.title)
  const mark = passMark(lesson)
  const organisation = `organization-${lesson.id}`
  const resource = `resource-${lesson.id}`
  return writeXml(
    xml(
      'manifest',
      {
        identifier: `tidbit-${lesson.id}`,
        version: '1.0',
        xmlns: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2',
        'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_rootv1p2',
        'xmlns:imsmd': 'http://www.imsglobal.org/xsd/imsmd_rootv1p2p1',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation':
          'http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.imsglobal.org/xsd/imsmd_rootv1p2p1 imsmd_rootv1p2p1.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd',
      },
      [
        xml('metadata', {}, [
          xml('schema', {}, ['ADL SCORM']),
          xml('schemaversion', {}, ['1.2']),
          describeLom(metadata, lesson, version),
        ]),
        xml('organizations', { default: organisation }, [
          xml('organization', { identifier: organisation }, [
            xml('title', {}, [title]),
            xml('item', { identifier: `item-${lesson.id}`, identifierref: resource, isvisible: 'true' }, [
              xml('title', {}, [title]),
              mark === null ? null : xml('adlcp:masteryscore', {}, [String(mark)]),
            ]),
          ]),
        ]),
        xml('resources', {}, [
          xml(
            'resource',
            { identifier: resource, type: 'webcontent', 'adlcp:scormtype': 'sco', href: 'index.html' },
            paths.map((path) => xml('file', { href: path })),
          ),
        ]),
      ],
    ),
  )
}
