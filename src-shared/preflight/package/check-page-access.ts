import { find, type PreflightFinding } from '../finding.ts'
import type { PackageFiles } from './package-files.ts'

/** More pages say the same again. */
const mostPages = 200
/** A page with fewer letters is a frame for something else, or is written by its scripts. */
const leastLetters = 300

type Page = { readonly path: string; readonly html: string }

/** What a page's own words keep from learners who use a keyboard or a screen reader; what its scripts add is not seen here. */
export function checkPageAccess({ paths, read }: PackageFiles): readonly PreflightFinding[] {
  const pages = paths
    .filter((path) => /\.x?html?$/i.test(path))
    .slice(0, mostPages)
    .flatMap((path): readonly Page[] => {
      const source = read(path)
      return source === null ? [] : [{ path, html: withoutScripts(source) }]
    })
  return [
    ...tell('package.no-heading', pages, (html) =>
      isRead(html) && !/<h[1-6]\b|\brole\s*=\s*["']?heading\b/i.test(html) ? 1 : 0,
    ),
    ...tell('package.picture-text', pages, (html) => countTags(html, /^(?:img|area)$/, isWithoutText)),
    ...tell('package.tab-order', pages, (html) => countTags(html, /./, (tag) => Number(attribute(tag, 'tabindex')) > 0)),
    ...tell('package.no-keyboard', pages, (html) => countTags(html, /^(?:div|span|img|td|li|p|svg)$/, isForMouseOnly)),
  ]
}

type Code = 'package.no-heading' | 'package.picture-text' | 'package.tab-order' | 'package.no-keyboard'

/** One finding for all pages. */
function tell(code: Code, pages: readonly Page[], countIn: (html: string) => number): readonly PreflightFinding[] {
  const found = pages.flatMap(({ path, html }) => {
    const number = countIn(html)
    return number === 0 ? [] : [{ path, number }]
  })
  const [first] = found
  if (!first) return []
  return [find(code, { params: { count: found.reduce((sum, { number }) => sum + number, 0), path: first.path } })]
}

function withoutScripts(html: string): string {
  let text = html
  for (const [begin, end] of [
    ['<!--', '-->'],
    ['<script', '</script'],
    ['<style', '</style'],
    ['<template', '</template'],
  ] as const)
    text = cutOut(text, begin, end)
  return text
}

/** Read through once, whatever a stranger wrote: a pattern could take forever. */
function cutOut(text: string, begin: string, end: string): string {
  // Only the letters that tags have: others would change the length, as “İ” does.
  const lower = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  const kept: string[] = []
  let at = 0
  for (;;) {
    const from = lower.indexOf(begin, at)
    if (from < 0) return kept.join('') + text.slice(at)
    kept.push(text.slice(at, from))
    const to = lower.indexOf(end, from + begin.length)
    if (to < 0) return kept.join('')
    at = to + end.length
  }
}

type Tag = { readonly name: string; readonly from: number; readonly to: number; readonly closes: boolean }

/** The tags of a page, read through once; one that never ends takes the rest with it, as in a browser. */
function readTags(html: string): readonly Tag[] {
  const begin = /<(\/?)([a-z][^\s/>]*)/gi
  // A quote begins a value behind “=” alone.
  const next = /=\s*["']|>/g
  const tags: Tag[] = []
  for (let found = begin.exec(html); found; found = begin.exec(html)) {
    next.lastIndex = begin.lastIndex
    let mark = next.exec(html)
    while (mark && mark[0] !== '>') {
      const close = html.indexOf(mark[0].slice(-1), next.lastIndex)
      next.lastIndex = close + 1
      mark = close < 0 ? null : next.exec(html)
    }
    if (!mark) return tags
    begin.lastIndex = next.lastIndex
    tags.push({ name: (found[2] ?? '').toLowerCase(), from: found.index, to: next.lastIndex, closes: found[1] === '/' })
  }
  return tags
}

function isRead(html: string): boolean {
  let [letters, at] = [0, 0]
  for (const { from, to } of [...readTags(html), { from: html.length, to: html.length }]) {
    letters += html.slice(at, from).replace(/\s+/g, '').length
    at = to
  }
  return letters >= leastLetters
}

function countTags(html: string, names: RegExp, isMeant: (tag: string) => boolean): number {
  return readTags(html).filter(({ name, from, to, closes }) => !closes && names.test(name) && isMeant(html.slice(from, to)))
    .length
}

/** The value of an attribute; empty for one without, undefined where there is none. */
function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+)))?(?=[\\s/>])`, 'i').exec(tag)
  return match ? (match[1] ?? match[2] ?? match[3] ?? '').trim() : undefined
}

/** An empty text says that the picture says nothing. */
function isWithoutText(tag: string): boolean {
  if (/^<area/i.test(tag) && attribute(tag, 'href') === undefined) return false
  if (attribute(tag, 'aria-hidden') === 'true' || /^(?:presentation|none)$/i.test(attribute(tag, 'role') ?? '')) return false
  return ['alt', 'aria-label', 'aria-labelledby', 'title'].every((name) => attribute(tag, name) === undefined)
}

function isForMouseOnly(tag: string): boolean {
  return attribute(tag, 'onclick') !== undefined && attribute(tag, 'tabindex') === undefined
}
