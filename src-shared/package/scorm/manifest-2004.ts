import type { Metadata } from '../../project/schema/document.ts'
import { passMark } from '../../quiz/outcome.ts'
import type { PlayerLesson } from '../../quiz/player-lesson.ts'
import { writeXml, xml, type XmlElement } from '../xml.ts'
import { describeCourseLom, describeIeeeLom } from '../lom.ts'
import { itemTitle } from '../item-title.ts'

/** A lesson as a SCO. */
export type ScormLesson = {
  readonly lesson: PlayerLesson
  /** What the platform opens. */
  readonly page: string
  /** Every file of it, in the order to list them. */
  readonly paths: readonly string[]
}

export type Scorm2004Manifest = {
  /** Stable over every export. */
  readonly id: string
  readonly title: string
  readonly metadata: Metadata
  readonly lessons: readonly ScormLesson[]
  /** Of a lesson alone, where it is known. */
  readonly version?: number | undefined
}

/**
 * imsmanifest.xml for SCORM 2004, 4th Edition, of one SCO or several in a row. The pass mark is the measure of the primary objective;
 * the lesson tells its own progress and status, and a platform that goes by the progress comes to the same completion.
 */
export function writeScorm2004Manifest({ id, title, metadata, lessons, version }: Scorm2004Manifest): string {
  const organisation = `organization-${id}`
  const [only] = lessons
  return writeXml(
    xml(
      'manifest',
      {
        identifier: `tidbit-${id}`,
        version: '1.0',
        xmlns: 'http://www.imsglobal.org/xsd/imscp_v1p1',
        'xmlns:adlcp': 'http://www.adlnet.org/xsd/adlcp_v1p3',
        'xmlns:adlseq': 'http://www.adlnet.org/xsd/adlseq_v1p3',
        'xmlns:adlnav': 'http://www.adlnet.org/xsd/adlnav_v1p3',
        'xmlns:imsss': 'http://www.imsglobal.org/xsd/imsss',
        'xmlns:lom': 'http://ltsc.ieee.org/xsd/LOM',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation':
          'http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd',
      },
      [
        xml('metadata', {}, [
          xml('schema', {}, ['ADL SCORM']),
          xml('schemaversion', {}, ['2004 4th Edition']),
          lessons.length === 1 && only
            ? describeIeeeLom('lom', metadata, only.lesson, version)
            : describeCourseLom('lom', metadata, id),
        ]),
        xml('organizations', { default: organisation }, [
          xml('organization', { identifier: organisation, 'adlseq:objectivesGlobalToSystem': 'false' }, [
            xml('title', {}, [itemTitle(title)]),
            ...lessons.map(describeItem),
            xml('imsss:sequencing', {}, [xml('imsss:controlMode', { choice: 'true', flow: 'true' })]),
          ]),
        ]),
        xml('resources', {}, lessons.map(describeResource)),
      ],
    ),
  )
}

function describeItem({ lesson }: ScormLesson): XmlElement {
  return xml('item', { identifier: `item-${lesson.id}`, identifierref: `resource-${lesson.id}` }, [
    xml('title', {}, [itemTitle(lesson.title)]),
    xml('adlcp:completionThreshold', { completedByMeasure: 'true', minProgressMeasure: '1.0' }),
    describeSequencing(lesson),
  ])
}

function describeResource({ lesson, page, paths }: ScormLesson): XmlElement {
  return xml(
    'resource',
    { identifier: `resource-${lesson.id}`, type: 'webcontent', 'adlcp:scormType': 'sco', href: page },
    paths.map((path) => xml('file', { href: path })),
  )
}

function describeSequencing(lesson: PlayerLesson): XmlElement {
  const mark = passMark(lesson)
  return xml('imsss:sequencing', {}, [
    mark === null
      ? null
      : xml('imsss:objectives', {}, [
          xml('imsss:primaryObjective', { objectiveID: `objective-${lesson.id}`, satisfiedByMeasure: 'true' }, [
            xml('imsss:minNormalizedMeasure', {}, [String(mark / 100)]),
          ]),
        ]),
    // Or platforms would take a lesson that was only opened for completed and passed.
    xml('imsss:deliveryControls', { completionSetByContent: 'true', objectiveSetByContent: 'true' }),
  ])
}
