/**
 * The schemas that a strict SCORM 2004 (4th Edition) platform wants at the root of the package (CAM 4th Edition, 3.4.1.3), by their
 * names in the folder of the built player.
 */
export const controlDocuments = [
  'XMLSchema.dtd',
  'adlcp_v1p3.xsd',
  'adlnav_v1p3.xsd',
  'adlseq_v1p3.xsd',
  'datatypes.dtd',
  'imscp_v1p1.xsd',
  'imsss_v1p0.xsd',
  'imsss_v1p0auxresource.xsd',
  'imsss_v1p0control.xsd',
  'imsss_v1p0delivery.xsd',
  'imsss_v1p0limit.xsd',
  'imsss_v1p0objective.xsd',
  'imsss_v1p0random.xsd',
  'imsss_v1p0rollup.xsd',
  'imsss_v1p0seqrule.xsd',
  'imsss_v1p0util.xsd',
  'xml.xsd',
] as const

/** Where the build puts them, inside the folder of the built player. */
export const controlDocumentsFolder = 'scorm-2004'
