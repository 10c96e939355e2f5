import type PDFDocument from "pdfkit"
import { FACTURX_FILE } from "./facturx.ts"

type Doc = InstanceType<typeof PDFDocument>
/** pdfkit's way into the XMP packet, which its published types do not know. */
type Archive = Doc & { appendXML(xml: string): void }

/** What makes a PDF/A-3 of pdfkit out of a document, given to its constructor. */
export const ARCHIVE_OPTIONS = { subset: "PDF/A-3b" } as const

/** The invoice inside its page: an alternative of what is drawn (ISO 19005-3, 6.8; Factur-X 1.0, EN 16931 and above). */
export function attachFacturx(doc: Doc, xml: string, issued: Date): void {
  const specification = {
    name: FACTURX_FILE,
    type: "text/xml",
    description: "Factur-X, profil EN 16931",
    relationship: "Alternative",
    creationDate: issued,
    modifiedDate: issued,
  }
  doc.file(Buffer.from(xml, "utf8"), specification)
  ;(doc as Archive).appendXML(FACTURX_XMP)
}

const property = (name: string, description: string) => `<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`

/** The four facts that Factur-X adds to the metadata, and the extension schema by which PDF/A lets them in. */
const FACTURX_XMP = `<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>${FACTURX_FILE}</fx:DocumentFileName>
<fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>
${property("DocumentFileName", "name of the embedded XML invoice file")}
${property("DocumentType", "INVOICE")}
${property("Version", "The actual version of the Factur-X XML schema")}
${property("ConformanceLevel", "The conformance level of the embedded Factur-X data")}
</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>`
