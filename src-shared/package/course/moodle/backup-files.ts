import type { PlannedFile } from '../../package-plan.ts'
import { writeXml, xml, type XmlElement } from '../../xml.ts'
import { gradeDefaults, gradeState, planActivity } from './activity.ts'
import {
  activityFolder,
  backupTime,
  cutName,
  fields,
  ids,
  moodle,
  type Backup,
  type BackupActivity,
  type BackupFile,
} from './records.ts'

/**
 * The documents of a Moodle 2 course backup (backup/moodle2 of Moodle 3.11) with a SCORM activity for each lesson. The files
 * themselves lie in the pool: `poolPath`.
 */
export function planMoodleBackup(backup: Backup, fileName: string): readonly PlannedFile[] {
  const firstIds = numberFiles(backup.activities)
  return [
    document('moodle_backup', describeBackup(backup, fileName)),
    document('files', describeFiles(backup.activities, firstIds)),
    document('gradebook', describeGradebook()),
    empty('completion', 'course_completion'),
    empty('grade_history', 'grade_history', 'grade_grades'),
    empty('groups', 'groups', 'groupings'),
    empty('outcomes', 'outcomes_definition'),
    empty('questions', 'question_categories'),
    empty('roles', 'roles_definition'),
    empty('scales', 'scales_definition'),
    document('course/course', describeCourse(backup)),
    empty('course/enrolments', 'enrolments', 'enrols'),
    empty('course/inforef', 'inforef'),
    empty('course/roles', 'roles', 'role_overrides', 'role_assignments'),
    ...ids.sections.flatMap((id, number) => [
      document(`sections/section_${id}/section`, describeSection(backup, id, number)),
      empty(`sections/section_${id}/inforef`, 'inforef'),
    ]),
    ...backup.activities.flatMap((activity, index) => planActivity(activity, index, firstIds[index] ?? 1)),
  ]
}

function document(path: string, root: XmlElement): PlannedFile {
  return { kind: 'text', path: `${path}.xml`, text: writeXml(root) }
}

function empty(path: string, name: string, ...children: string[]): PlannedFile {
  return document(
    path,
    xml(
      name,
      {},
      children.map((child) => xml(child)),
    ),
  )
}

const activityName = (index: number): string => `scorm_${ids.module(index)}`
const sectionName = (id: number): string => `section_${id}`

function setting(level: string, values: Readonly<Record<string, string | number>>): XmlElement {
  return xml('setting', {}, fields({ level, ...values }))
}

function included(level: 'section' | 'activity', name: string): readonly XmlElement[] {
  return [
    setting(level, { [level]: name, name: `${name}_included`, value: 1 }),
    setting(level, { [level]: name, name: `${name}_userinfo`, value: 0 }),
  ]
}

/** The id of the first file of each activity. */
function numberFiles(activities: readonly BackupActivity[]): readonly number[] {
  let next = 1
  return activities.map(({ files }) => {
    const first = next
    next += files.length
    return first
  })
}

function describeBackup({ title, activities }: Backup, fileName: string): XmlElement {
  return xml('moodle_backup', {}, [
    xml('information', {}, [
      ...fields({
        name: fileName,
        moodle_version: moodle.version,
        moodle_release: moodle.release,
        backup_version: moodle.version,
        backup_release: moodle.release,
        backup_date: backupTime,
        mnet_remoteusers: 0,
        include_files: 1,
        include_file_references_to_external_content: 0,
        original_wwwroot: 'https://tidbit.invalid',
        original_site_identifier_hash: 'tidbit',
        original_course_id: ids.course,
        original_course_format: 'topics',
        original_course_fullname: cutName(title),
        original_course_shortname: shortName(title),
        original_course_startdate: backupTime,
        original_course_enddate: 0,
        original_course_contextid: ids.courseContext,
        original_system_contextid: ids.systemContext,
      }),
      xml('details', {}, [
        xml(
          'detail',
          { backup_id: 'tidbit' },
          fields({ type: 'course', format: 'moodle2', interactive: 1, mode: 10, execution: 1, executiontime: 0 }),
        ),
      ]),
      xml('contents', {}, [
        xml(
          'activities',
          {},
          activities.map((activity, index) =>
            xml(
              'activity',
              {},
              fields({
                moduleid: ids.module(index),
                sectionid: ids.sections[1],
                modulename: 'scorm',
                title: cutName(activity.title),
                directory: activityFolder(index),
              }),
            ),
          ),
        ),
        xml(
          'sections',
          {},
          ids.sections.map((id, number) =>
            xml('section', {}, fields({ sectionid: id, title: number, directory: `sections/${sectionName(id)}` })),
          ),
        ),
        xml('course', {}, fields({ courseid: ids.course, title: shortName(title), directory: 'course' })),
      ]),
      xml('settings', {}, [
        setting('root', { name: 'filename', value: fileName }),
        ...Object.entries(rootSettings).map(([name, value]) => setting('root', { name, value })),
        ...ids.sections.flatMap((id) => included('section', sectionName(id))),
        ...activities.flatMap((_, index) => included('activity', activityName(index))),
      ]),
    ]),
  ])
}

/** Lessons and their files, and nothing of anybody. */
const rootSettings = {
  users: 0,
  anonymize: 0,
  role_assignments: 0,
  activities: 1,
  blocks: 0,
  files: 1,
  filters: 0,
  comments: 0,
  badges: 0,
  calendarevents: 0,
  userscompletion: 0,
  logs: 0,
  grade_histories: 0,
  questionbank: 0,
  groups: 0,
  competencies: 0,
  customfield: 0,
  contentbankcontent: 0,
  legacyfiles: 0,
} as const

function describeFiles(activities: readonly BackupActivity[], firstIds: readonly number[]): XmlElement {
  return xml(
    'files',
    {},
    activities.flatMap(({ files }, index) =>
      files.map((file, offset) => describeFile(file, (firstIds[index] ?? 1) + offset, ids.moduleContext(index))),
    ),
  )
}

function describeFile({ sha1, byteLength, area, folder, name }: BackupFile, id: number, contextid: number): XmlElement {
  return xml(
    'file',
    { id: String(id) },
    fields({
      contenthash: sha1,
      contextid,
      component: 'mod_scorm',
      filearea: area,
      itemid: 0,
      filepath: folder,
      filename: name,
      userid: null,
      filesize: byteLength,
      mimetype: mimeTypes[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'document/unknown',
      status: 0,
      timecreated: backupTime,
      timemodified: backupTime,
      source: null,
      author: null,
      license: null,
      sortorder: 0,
      repositorytype: null,
      repositoryid: null,
      reference: null,
    }),
  )
}

const mimeTypes: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'application/x-javascript',
  css: 'text/css',
  xml: 'application/xml',
  txt: 'text/plain',
  mp4: 'video/mp4',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  zip: 'application/zip',
}

function describeGradebook(): XmlElement {
  return xml('gradebook', {}, [
    xml('attributes'),
    xml('grade_categories', {}, [
      xml(
        'grade_category',
        { id: String(ids.gradeCategory) },
        fields({
          parent: null,
          depth: 1,
          path: `/${ids.gradeCategory}/`,
          fullname: '?',
          aggregation: 13,
          keephigh: 0,
          droplow: 0,
          aggregateonlygraded: 1,
          aggregateoutcomes: 0,
          timecreated: backupTime,
          timemodified: backupTime,
          hidden: 0,
        }),
      ),
    ]),
    xml('grade_items', {}, [
      xml('grade_item', { id: String(ids.courseGradeItem) }, [
        ...fields({
          categoryid: null,
          itemname: null,
          itemtype: 'course',
          itemmodule: null,
          iteminstance: ids.gradeCategory,
          itemnumber: null,
          iteminfo: null,
          idnumber: null,
          calculation: null,
          gradetype: 1,
          grademax: '100.00000',
          grademin: '0.00000',
          scaleid: null,
          outcomeid: null,
          gradepass: '0.00000',
          ...gradeDefaults,
          sortorder: ids.courseGradeItem,
          ...gradeState,
        }),
        xml('grade_grades'),
      ]),
    ]),
    xml('grade_letters'),
    xml('grade_settings'),
  ])
}

function describeCourse({ title, language }: Backup): XmlElement {
  return xml('course', { id: String(ids.course), contextid: String(ids.courseContext) }, [
    ...fields({
      shortname: shortName(title),
      fullname: cutName(title),
      idnumber: '',
      summary: '',
      summaryformat: 1,
      format: 'topics',
      showgrades: 1,
      newsitems: 0,
      startdate: backupTime,
      enddate: 0,
      marker: 0,
      maxbytes: 0,
      legacyfiles: 0,
      showreports: 0,
      visible: 1,
      groupmode: 0,
      groupmodeforce: 0,
      defaultgroupingid: 0,
      lang: language.replace('-', '_').toLowerCase(),
      theme: '',
      timecreated: backupTime,
      timemodified: backupTime,
      requested: 0,
      showactivitydates: 1,
      showcompletionconditions: 1,
      enablecompletion: 1,
      completionnotify: 0,
      hiddensections: 0,
      coursedisplay: 0,
    }),
    xml('category', { id: String(ids.category) }, fields({ name: '', description: null })),
    xml('tags'),
    xml('customfields'),
    xml('courseformatoptions'),
  ])
}

/** The section above all stays empty; the lessons are in the next. */
function describeSection({ title, activities }: Backup, id: number, number: number): XmlElement {
  const sequence = number === 1 ? activities.map((_, index) => ids.module(index)).join(',') : ''
  return xml(
    'section',
    { id: String(id) },
    fields({
      number,
      name: number === 1 ? cutName(title) : null,
      summary: '',
      summaryformat: 1,
      sequence,
      visible: 1,
      availabilityjson: null,
      timemodified: backupTime,
    }),
  )
}

/** Moodle adds a number where a site has a course of this name. */
const shortName = (title: string): string => cutName(title, 100)
