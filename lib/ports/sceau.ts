import { createHash, createPrivateKey, createSign } from "node:crypto"
import { readFile } from "node:fs/promises"
import { plainAddPlaceholder } from "@signpdf/placeholder-plain"
import { SignPdf } from "@signpdf/signpdf"
import { Signer } from "@signpdf/utils"
import forge from "node-forge"
import { env } from "@/lib/platform/env.ts"

/** The operator's seal: it proves that the file has not changed since, not who agreed. */
export interface SceauPort {
  /** The same bytes, followed by the seal (PAdES B-B): what was there before stays, byte for byte. */
  seal(pdf: Uint8Array, mention: Mention): Promise<Buffer>
}

export type Mention = { nom: string; motif: string; lieu: string; contact: string; le: Date }

export type P12Settings = { file: string; passphrase: string }

/** Room for the signature and its certificates, in bytes; a chain of four certificates of 4096 bits takes 8 000. */
const SIGNATURE_BYTES = 12_288

export function p12Sceau(settings: P12Settings): SceauPort {
  return {
    async seal(pdf, { nom, motif, lieu, contact, le }) {
      const identity = readIdentity(await readFile(settings.file), settings.passphrase)
      const placeholder = plainAddPlaceholder({
        pdfBuffer: Buffer.from(pdf),
        ...{ name: latin(nom), reason: latin(motif), location: latin(lieu), contactInfo: latin(contact) },
        signingTime: le,
        signatureLength: SIGNATURE_BYTES,
        subFilter: "ETSI.CAdES.detached",
        appName: "Portail",
      })
      return new SignPdf().sign(placeholder, new CadesSigner(identity), le)
    },
  }
}

/** The library writes these texts byte by byte: a letter beyond Latin-1 would corrupt the file. */
const latin = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/[’‘]/g, "'")
    .replace(/[^\x20-\x7e]/g, "-")

type Identity = { key: string; certificate: forge.pki.Certificate; chain: forge.pki.Certificate[] }

function readIdentity(p12: Buffer, passphrase: string): Identity {
  const store = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(p12.toString("binary")), false, passphrase)
  const bags = (type: string) => store.getBags({ bagType: type })[type] ?? []
  const key = [...bags(String(forge.pki.oids.pkcs8ShroudedKeyBag)), ...bags(String(forge.pki.oids.keyBag))][0]?.key
  if (!key) throw new Error("the seal's file holds no private key")
  const chain = bags(String(forge.pki.oids.certBag)).flatMap(({ cert }) => (cert ? [cert] : []))
  const { n } = key as forge.pki.rsa.PrivateKey
  const certificate = chain.find(({ publicKey }) => (publicKey as forge.pki.rsa.PublicKey).n.equals(n))
  if (!certificate) throw new Error("the seal's file holds no certificate of its key")
  return { key: forge.pki.privateKeyToPem(key), certificate, chain }
}

const { asn1 } = forge
const universal = (type: forge.asn1.Type, constructed: boolean, value: string | forge.asn1.Asn1[]) =>
  asn1.create(asn1.Class.UNIVERSAL, type, constructed, value)
const sequence = (...items: forge.asn1.Asn1[]) => universal(asn1.Type.SEQUENCE, true, items)
const setOf = (...items: forge.asn1.Asn1[]) => universal(asn1.Type.SET, true, items)
const oid = (name: string) => universal(asn1.Type.OID, false, asn1.oidToDer(name).getBytes())
const octets = (bytes: Buffer) => universal(asn1.Type.OCTETSTRING, false, bytes.toString("binary"))
const integer = (value: number) => universal(asn1.Type.INTEGER, false, asn1.integerToDer(value).getBytes())
const none = () => universal(asn1.Type.NULL, false, "")
const tagged = (tag: number, items: forge.asn1.Asn1[]) =>
  asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag as forge.asn1.Type, true, items)
const der = (value: forge.asn1.Asn1): Buffer => Buffer.from(asn1.toDer(value).getBytes(), "binary")
const sha256 = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest()

const OID = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  sha256: "2.16.840.1.101.3.4.2.1",
  rsa: "1.2.840.113549.1.1.1",
}

/** Both as the certificate has them, byte for byte: verifiers look it up by them. */
function issuerAndSerial(certificate: forge.pki.Certificate): forge.asn1.Asn1 {
  const body = (forge.pki.certificateToAsn1(certificate).value as forge.asn1.Asn1[])[0]?.value as forge.asn1.Asn1[]
  const [, serial, , issuer] = body
  if (!serial || !issuer) throw new Error("a certificate without serial number or issuer")
  return sequence(issuer, serial)
}

/**
 * CMS as PAdES baseline B asks (ETSI EN 319 142-1 § 6): the certificate is bound by its digest, the time stands in the
 * PDF's dictionary. forge's own PKCS#7 writer has no such attribute and adds a signing time, so it is written here.
 */
class CadesSigner extends Signer {
  constructor(private readonly identity: Identity) {
    super()
  }

  override async sign(content: Buffer): Promise<Buffer> {
    const { key, certificate, chain } = this.identity
    const certificateDer = der(forge.pki.certificateToAsn1(certificate))
    const attributes = [
      sequence(oid(OID.contentType), setOf(oid(OID.data))),
      sequence(oid(OID.messageDigest), setOf(octets(sha256(content)))),
      // SHA-256 is the default algorithm of ESSCertIDv2, and DER leaves a default out.
      sequence(oid(OID.signingCertificateV2), setOf(sequence(sequence(sequence(octets(sha256(certificateDer))))))),
    ].sort((a, b) => Buffer.compare(der(a), der(b)))
    const signature = createSign("sha256")
      .update(der(setOf(...attributes)))
      .sign(createPrivateKey(key))
    const digest = () => sequence(oid(OID.sha256), none())
    const signer = sequence(
      integer(1),
      issuerAndSerial(certificate),
      digest(),
      tagged(0, attributes),
      sequence(oid(OID.rsa), none()),
      octets(signature),
    )
    const signed = sequence(
      integer(1),
      setOf(digest()),
      sequence(oid(OID.data)),
      tagged(
        0,
        chain.map((one) => forge.pki.certificateToAsn1(one)),
      ),
      setOf(signer),
    )
    return der(sequence(oid(OID.signedData), tagged(0, [signed])))
  }
}

/** The seal of this deployment; null where none is set: acts then wait, signed, for one. */
export function operateurSceau(): SceauPort | null {
  const { SEAL_P12_PATH, SEAL_P12_PASSPHRASE } = env()
  return SEAL_P12_PATH ? p12Sceau({ file: SEAL_P12_PATH, passphrase: SEAL_P12_PASSPHRASE }) : null
}
