import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPackage } from '#shared/preflight/package/check-package.ts'
import { plainPath } from '#shared/preflight/package/package-files.ts'
import { planOf } from '../../packages/build-package.ts'
import { sampleDocument } from '../../packages/sample-document.ts'

type Files = Readonly<Record<string, string>>

const check = (files: Files) => checkPackage({ paths: Object.keys(files), read: (path) => files[path] ?? null })
const codes = (files: Files) => check(files).findings.map(({ code }) => code)

/** What the product itself plans, with something in the place of films and the player. */
function planned(format: 'scorm12' | 'scorm2004' | 'cmi5' | 'web'): Files {
  const { files } = planOf(sampleDocument(), format)
  return Object.fromEntries(files.map((file) => [file.path, file.kind === 'text' ? file.text : 'binary']))
}

const manifest = (
  inside: string,
  organization = '<title>T</title><item identifier="i1" identifierref="r1"><title>T</title></item>',
) =>
  `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="o"><organization identifier="o">${organization}</organization></organizations>
  <resources>${inside}</resources></manifest>`
const page = '<!doctype html><html lang="en"><title>T</title></html>'
const sco =
  '<resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/></resource>'

describe('packages', () => {
  it.each(['scorm12', 'scorm2004', 'cmi5', 'web'] as const)('finds nothing wrong with our own %s', (format) => {
    const { findings, title } = check(planned(format))
    expect(findings.filter(({ severity }) => severity !== 'advice')).toEqual([])
    expect(title).not.toBe('')
  })

  it.each(['scorm12', 'cmi5', 'web'] as const)(
    'misses the film of our own %s once, though more than one file names it',
    (format) => {
      const { 'media/lesson.mp4': film, ...rest } = planned(format)
      expect(film).toBeDefined()
      const { findings } = check(rest)
      expect(findings.map(({ code, params }) => [code, params['path']])).toEqual([['package.file-missing', 'media/lesson.mp4']])
    },
  )

  it('finds nothing wrong with a small package of another program', () => {
    expect(codes({ 'imsmanifest.xml': manifest(sco), 'index.html': page })).toEqual([])
  })

  it('tells of files that are missing, of another case, or not listed', () => {
    const files = { 'imsmanifest.xml': manifest(sco), 'Index.html': page, 'notes.txt': '' }
    expect(codes(files)).toEqual(expect.arrayContaining(['package.file-case', 'package.file-unlisted']))
    expect(codes({ 'imsmanifest.xml': manifest(sco) })).toContain('package.file-missing')
  })

  it('takes bases, escapes, queries and addresses of the web for what they are', () => {
    const based = `<resource identifier="r1" xml:base="a%20b/" adlcp:scormtype="sco" href="start.html?x=1#top"/><resource identifier="r2" href="https://example.org/x"/>`
    expect(codes({ 'imsmanifest.xml': manifest(based), 'a b/start.html': page })).toEqual([])
    expect(plainPath('a/../b/./c.html')).toBe('b/c.html')
  })

  it.each([
    ['package.identifier-twice', manifest(`${sco}<resource identifier="r1" href="index.html"/>`)],
    ['package.identifier-missing', manifest(`${sco}<resource href="index.html"/>`)],
    ['package.manifest-rule', manifest(sco.replace('"sco"', '"asset"'))],
    ['package.manifest-rule', manifest(sco, '<title>T</title><item identifier="i1" identifierref="gone"/>')],
    ['package.no-title', manifest(sco, '<item identifier="i1" identifierref="r1"/>')],
    ['package.manifest-broken', '<manifest><resources></manifest>'],
    ['package.manifest-broken', '<!DOCTYPE x [<!ENTITY a "b">]><manifest/>'],
    ['package.manifest-broken', '<a>'.repeat(5000)],
  ] as const)('tells %s', (code, text) => {
    expect(codes({ 'imsmanifest.xml': text, 'index.html': page })).toContain(code)
  })

  it('says where the manifest is to lie, and when there is none', () => {
    expect(check({ 'lesson/imsmanifest.xml': manifest(sco) }).findings).toMatchObject([
      { code: 'package.manifest-deep', params: { folder: 'lesson' } },
    ])
    expect(codes({ 'readme.txt': '' })).toEqual(['package.no-manifest'])
  })

  it('judges H5P by what its content names', () => {
    const h5p = JSON.stringify({
      title: 'T',
      mainLibrary: 'H5P.InteractiveVideo',
      preloadedDependencies: [{ machineName: 'H5P.InteractiveVideo', majorVersion: '1', minorVersion: '27' }],
    })
    const content = JSON.stringify({ interactiveVideo: { video: { files: [{ path: 'videos/a.mp4' }] } } })
    expect(codes({ 'h5p.json': h5p, 'content/content.json': content, 'content/videos/a.mp4': '' })).toEqual([
      'package.no-captions',
    ])
    expect(codes({ 'h5p.json': h5p, 'content/content.json': content })).toContain('package.file-missing')
    expect(
      codes({ 'h5p.json': h5p.replace('"machineName":"H5P.I', '"machineName":"H5P.O'), 'content/content.json': '{}' }),
    ).toContain('package.manifest-rule')
    expect(codes({ 'h5p.json': 'nonsense', 'content/content.json': '{' })).toContain('package.manifest-broken')
  })

  it('looks at the start page: its language, what it loads, and the player it needs', () => {
    const foreign = '<html><script src="https://cdn.example.org/x.js"></script><script src="gone.js"></script></html>'
    expect(codes({ 'imsmanifest.xml': manifest(sco), 'index.html': foreign })).toEqual(
      expect.arrayContaining(['package.no-language', 'package.outside', 'package.file-missing']),
    )
    const { 'player/player.js': _, ...others } = planned('web')
    expect(codes(others)).toContain('package.no-player')
  })

  it('looks at what a page keeps from a keyboard and a screen reader', () => {
    const web = (inside: string) =>
      check({ 'index.html': `<html lang="en"><title>T</title><body>${inside}</body></html>` }).findings
    const words = 'Jupiter is larger than all other planets together. '.repeat(10)
    expect(web(words)).toMatchObject([{ code: 'package.no-heading', params: { count: 1, path: 'index.html' } }])
    for (const fine of [
      `<h2>Jupiter</h2>${words}`,
      `<p role="heading">Jupiter</p>${words}`,
      `<script>"<img>${words}"</script>`,
      // Small letters of a Turkish İ are two: what follows must not be cut elsewhere.
      `<p>${'İ'.repeat(20)}</p><SCRIPT>"<img>"</SCRIPT><img alt="">`,
      '<!-- <img> <div onclick="go()"> -->',
      `<img data-rule="1 > 0" alt="A rule"><img title='a < b > c'><div data-if="a > b" onclick="go()" tabindex="0">Go</div>`,
      '<img alt=""><img alt><img role="presentation"><area shape="rect">',
      '<div onclick="go()" tabindex="0" role="button">Go</div><button onclick="go()">Go</button><div tabindex="-1">',
    ])
      expect(web(fine)).toEqual([])
    expect(web('<img><IMG/>')).toMatchObject([{ code: 'package.picture-text', params: { count: 2 } }])
    expect(web(`<img src=it's.png><img src=b.png>`)).toMatchObject([{ params: { count: 2 } }])
    expect(web('<a href="#" tabindex="3">x</a>')).toMatchObject([{ code: 'package.tab-order' }])
    expect(web('<div class="b" onclick="go()">x</div>')).toMatchObject([{ code: 'package.no-keyboard' }])
    const many = check({ 'index.html': page, 'a/b.html': '<img>', 'c.htm': '<img><img>' })
    expect(many.findings).toMatchObject([{ code: 'package.picture-text', params: { count: 3, path: 'a/b.html' } }])
  })

  it.each(['scorm12', 'scorm2004', 'cmi5', 'web'] as const)('has nothing against the pages of our own %s packages', (format) => {
    const found = codes(planned(format)).filter((code) => /heading|picture-text|tab-order|keyboard/.test(code))
    expect(found).toEqual([])
  })

  it('reads a large hostile page in no time that anybody notices', () => {
    for (const piece of ['<img ', '<!--', '<script', '<div onclick ', '< ', '<img alt', '<img "', `<img '<img "`])
      expect(Array.isArray(codes({ 'index.html': piece.repeat(60_000) }))).toBe(true)
    const inQuotes = `<a ${'="<a"'.repeat(200_000)}`
    for (const long of [inQuotes, `<img alt="${'x'.repeat(19_000_000)}">`, `<div ${'a '.repeat(9_000_000)}>`])
      expect(Array.isArray(codes({ 'index.html': long }))).toBe(true)
  })

  it('judges any text in the place of a manifest, whatever it is', () => {
    const anything = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.constant(manifest(sco)).chain((whole) => fc.nat(whole.length).map((end) => whole.slice(0, end))),
    )
    fc.assert(
      fc.property(anything, anything, (xml, json) => {
        for (const name of ['imsmanifest.xml', 'cmi5.xml', 'h5p.json', 'index.html'])
          expect(Array.isArray(codes({ [name]: xml, 'content/content.json': json, 'player/lesson.js': json, 'a.mp4': '' }))).toBe(
            true,
          )
      }),
      { numRuns: 200 },
    )
  })
})
