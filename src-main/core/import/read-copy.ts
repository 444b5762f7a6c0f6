import type { Finding, Interpretation } from '#shared/project/schema/asset.ts'

/** Stands in the interpretation of an asset whose plans read a copy that the portable engine made. */
export const convertedFinding: Finding = { code: 'media.converted', severity: 'info', params: {} }

/** Whether plans read a converted copy of it, which only the portable engine makes again. */
export function isConverted(findings: readonly Finding[]): boolean {
  return findings.some(({ code }) => code === convertedFinding.code)
}

/** Which copy in the media cache plans read instead of the original; null where they read the original. */
export function readCopyKind(interpretation: Interpretation | null): 'repaired' | 'converted' | null {
  if (!interpretation?.repaired) return null
  return isConverted(interpretation.findings) ? 'converted' : 'repaired'
}
