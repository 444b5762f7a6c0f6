import type { LessonDocument } from '../../project/schema/document.ts'
import { questionsInOrder } from '../../project/selectors.ts'
import type { PlayerLesson, PlayerQuestion } from '../../quiz/player-lesson.ts'
import { itemTitle } from '../item-title.ts'
import { describeItemBankLom } from '../lom.ts'
import { inFolder, planImages } from '../media-files.ts'
import type { PackageOptions, PlannedFile } from '../package-plan.ts'
import { compilePlayerLesson } from '../player-lesson.ts'
import { writeXml, xml, type XmlElement } from '../xml.ts'
import { itemName, qtiRoot, writeQtiItem } from './item.ts'

const folder = 'items/'
const testPath = 'test.xml'
const itemPath = (question: PlayerQuestion): string => `${folder}${question.id}.xml`
const framePath = (question: Pick<PlayerQuestion, 'id'>): string => `media/frame-${question.id}.jpg`

/** The questions of a lesson without its film: an item each, a test of them all, and the pictures that they show. */
export function planItemBank(document: LessonDocument, { record }: PackageOptions): readonly PlannedFile[] {
  const lesson = compilePlayerLesson(document, { poster: false })
  const frames = questionsInOrder(document).flatMap(({ question, atTicks }): PlannedFile[] =>
    question.type === 'hotspot' ? [{ kind: 'media', path: framePath(question), media: { role: 'poster', atTicks } }] : [],
  )
  return [
    ...lesson.questions.map((question): PlannedFile => {
      return { kind: 'text', path: itemPath(question), text: writeQtiItem(question, lesson, framePath(question)) }
    }),
    ...inFolder(folder, [...frames, ...planImages(document, lesson)]),
    { kind: 'text', path: testPath, text: writeTest(lesson) },
    { kind: 'text', path: 'imsmanifest.xml', text: writeManifest(document, lesson, record?.version) },
  ]
}

/** All the questions in the lesson's order, each with its own number of attempts. */
function writeTest(lesson: PlayerLesson): string {
  const refs = lesson.questions.map((question) =>
    xml('assessmentItemRef', { identifier: itemName(question), href: itemPath(question), required: String(question.required) }, [
      xml('itemSessionControl', {
        maxAttempts: question.retries === null ? '0' : String(question.retries + 1),
        showFeedback: 'true',
        allowSkipping: String(!question.required),
      }),
    ]),
  )
  return writeXml(
    xml('assessmentTest', { ...qtiRoot, identifier: `test-${lesson.id}`, title: itemTitle(lesson.title) }, [
      xml('outcomeDeclaration', { identifier: 'SCORE', cardinality: 'single', baseType: 'float' }, [
        xml('defaultValue', {}, [xml('value', {}, ['0'])]),
      ]),
      xml('testPart', { identifier: 'part', navigationMode: 'linear', submissionMode: 'individual' }, [
        xml('assessmentSection', { identifier: 'section', title: itemTitle(lesson.title), visible: 'true' }, refs),
      ]),
      xml('outcomeProcessing', {}, [
        xml('setOutcomeValue', { identifier: 'SCORE' }, [
          xml('sum', {}, [xml('testVariables', { variableIdentifier: 'SCORE' })]),
        ]),
      ]),
    ]),
  )
}

function writeManifest(document: LessonDocument, lesson: PlayerLesson, version: number | undefined): string {
  return writeXml(
    xml(
      'manifest',
      {
        identifier: `tidbit-bank-${lesson.id}`,
        xmlns: 'http://www.imsglobal.org/xsd/imscp_v1p1',
        'xmlns:imsqti': 'http://www.imsglobal.org/xsd/imsqti_metadata_v2p1',
        'xmlns:lom': 'http://ltsc.ieee.org/xsd/LOM',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation':
          'http://www.imsglobal.org/xsd/imscp_v1p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd http://www.imsglobal.org/xsd/imsqti_metadata_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_metadata_v2p1.xsd',
      },
      [
        xml('metadata', {}, [
          xml('schema', {}, ['QTIv2.1 Package']),
          xml('schemaversion', {}, ['1.0.0']),
          describeItemBankLom('lom', document.metadata, lesson.id, version),
        ]),
        xml('organizations'),
        xml('resources', {}, [
          xml('resource', { identifier: `test-${lesson.id}`, type: 'imsqti_test_xmlv2p1', href: testPath }, [
            xml('file', { href: testPath }),
            ...lesson.questions.map((question) => xml('dependency', { identifierref: itemName(question) })),
          ]),
          ...lesson.questions.map(describeItem),
        ]),
      ],
    ),
  )
}

function describeItem(question: PlayerQuestion): XmlElement {
  const pictures = [
    ...(question.type === 'hotspot' ? [framePath(question)] : []),
    ...question.choices.flatMap(({ image }) => (image === null ? [] : [image.src])),
  ]
  const href = itemPath(question)
  return xml('resource', { identifier: itemName(question), type: 'imsqti_item_xmlv2p1', href }, [
    xml('metadata', {}, [
      xml('imsqti:qtiMetadata', {}, [
        xml('imsqti:timeDependent', {}, ['false']),
        xml('imsqti:interactionType', {}, [interactionOf(question)]),
        xml('imsqti:feedbackType', {}, [hasAnyFeedback(question) ? 'nonadaptive' : 'none']),
        xml('imsqti:solutionAvailable', {}, [String(question.type !== 'poll' && question.type !== 'reflection')]),
        xml('imsqti:toolName', {}, ['Tidbit Studio']),
      ]),
    ]),
    xml('file', { href }),
    ...[...new Set(pictures)].map((path) => xml('file', { href: `${folder}${path}` })),
  ])
}

const interactions: Readonly<Record<PlayerQuestion['type'], string>> = {
  'single-choice': 'choiceInteraction',
  'multiple-choice': 'choiceInteraction',
  'true-false': 'choiceInteraction',
  poll: 'choiceInteraction',
  ordering: 'orderInteraction',
  matching: 'matchInteraction',
  hotspot: 'hotspotInteraction',
  'short-answer': 'textEntryInteraction',
  'fill-blank': 'textEntryInteraction',
  reflection: 'extendedTextInteraction',
}

/** Where any words will do there is room for more of them. */
function interactionOf({ type, acceptedAnswers }: PlayerQuestion): string {
  return type === 'short-answer' && acceptedAnswers.length === 0 ? interactions.reflection : interactions[type]
}

function hasAnyFeedback({ feedback, choices }: PlayerQuestion): boolean {
  return [feedback.correct, feedback.incorrect, ...choices.map((choice) => choice.feedback)].some((text) => text.trim() !== '')
}
