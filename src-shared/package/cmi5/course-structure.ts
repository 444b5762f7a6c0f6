import type { Metadata } from '../../project/schema/document.ts'
import { passMark } from '../../quiz/outcome.ts'
import type { PlayerLesson } from '../../quiz/player-lesson.ts'
import { writeXml, xml } from '../xml.ts'

/**
 * cmi5.xml: a course of one assignable unit (cmi5 13). The unit counts as done by what the completion rule asks for; ids come from
 * the lesson's id, so that a package that is uploaded again keeps its results.
 */
export function writeCourseStructure(lesson: PlayerLesson, metadata: Metadata): string {
  const mark = passMark(lesson)
  const inLanguage = (name: string, text: string) =>
    xml(name, {}, [xml('langstring', { lang: metadata.language }, [text.trim() || lesson.title.trim() || 'Untitled'])])
  const described = [inLanguage('title', lesson.title), inLanguage('description', lesson.description)]
  return writeXml(
    xml('courseStructure', { xmlns: 'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd' }, [
      xml('course', { id: `${lessonIri(lesson.id)}/course` }, described),
      xml(
        'au',
        {
          id: lessonIri(lesson.id),
          moveOn: mark === null ? 'Completed' : 'CompletedAndPassed',
          masteryScore: mark === null ? null : String(Math.round(mark * 100) / 10_000),
          launchMethod: 'AnyWindow',
          activityType: 'http://adlnet.gov/expapi/activities/lesson',
        },
        [...described, xml('url', {}, ['index.html'])],
      ),
    ]),
  )
}

/** An absolute name that is nobody's address: lessons are made on machines without one. */
function lessonIri(lessonId: string): string {
  return `urn:x-tidbit:lesson:${encodeURIComponent(lessonId)}`
}
