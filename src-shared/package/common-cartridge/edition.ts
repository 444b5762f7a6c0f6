/** What differs between the two editions of Common Cartridge that platforms import. */
export type CartridgeEdition = {
  readonly schemaVersion: string
  readonly manifestNamespace: string
  readonly lomNamespace: string
  readonly schemaFile: string
  readonly lomFile: string
  /** The type of a resource that is a test. */
  readonly assessmentType: string
}

function edition(digits: '1p1' | '1p3', schemaVersion: string): CartridgeEdition {
  return {
    schemaVersion,
    manifestNamespace: `http://www.imsglobal.org/xsd/imsccv${digits}/imscp_v1p1`,
    lomNamespace: `http://ltsc.ieee.org/xsd/imsccv${digits}/LOM/manifest`,
    schemaFile: `http://www.imsglobal.org/profile/cc/ccv${digits}/ccv${digits}_imscp_v1p2_v1p0.xsd`,
    lomFile: `http://www.imsglobal.org/profile/cc/ccv${digits}/LOM/ccv${digits}_lommanifest_v1p0.xsd`,
    assessmentType: `imsqti_xmlv1p2/imscc_xmlv${digits}/assessment`,
  }
}

export const cartridgeEditions = { cc11: edition('1p1', '1.1.0'), cc13: edition('1p3', '1.3.0') } as const
export type CartridgeFormat = keyof typeof cartridgeEditions
