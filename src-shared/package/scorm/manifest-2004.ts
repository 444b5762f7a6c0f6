import { passMark } from '../../quiz/outcome.ts'
import type { PlayerLesson } from '../../quiz/player-lesson.ts'
import { writeXml, xml, type XmlElement } from '../xml.ts'
import { describeIeeeLom } from '../lom.ts'
import { itemTitle } from '../item-title.ts'
import type { Manifest } from './manifest-12.ts'

/**
 * imsmanifest.xml of one SCO for SCORM 2004, 4th Edition. The pass mark is the measure of the primary objective; the lesson tells
 * its own progress and status, and a platform that goes by the progress comes to the same completion.
 */
export function writeScorm2004Manifest({ lesson, metadata, paths }: Manifest): string {
  const title = itemTitle(lesson.title)
  const organisation = `organization-${lesson.id}`
  const resource = `resource-${lesson.id}`
  return writeXml(
    xml(
      'manifest',
      {
        identifier: `tidbit-${lesson.id}`,
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
          describeIeeeLom('lom', metadata, lesson),
        ]),
        xml('organizations', { default: organisation }, [
          xml('organization', { identifier: organisation, 'adlseq:objectivesGlobalToSystem': 'false' }, [
            xml('title', {}, [title]),
            xml('item', { identifier: `item-${lesson.id}`, identifierref: resource }, [
              xml('title', {}, [title]),
              xml('adlcp:completionThreshold', { completedByMeasure: 'true', minProgressMeasure: '1.0' }),
              describeSequencing(lesson),
            ]),
            xml('imsss:sequencing', {}, [xml('imsss:controlMode', { choice: 'true', flow: 'true' })]),
          ]),
        ]),
        xml('resources', {}, [
          xml(
            'resource',
            { identifier: resource, type: 'webcontent', 'adlcp:scormType': 'sco', href: 'index.html' },
            paths.map((path) => xml('file', { href: path })),
          ),
        ]),
      ],
    ),
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
