import { existsSync, renameSync, writeFileSync } from "node:fs"
import forge from "node-forge"

const YEARS = 3

/** The seal of a demonstration: a certificate that nobody vouches for, which says so in its own name. Kept once drawn. */
export function ensureTestCertificate(file: string, passphrase: string, organisation: string): void {
  if (existsSync(file)) return
  const { publicKey, privateKey } = forge.pki.rsa.generateKeyPair(2048)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = publicKey
  // A serial number is a positive integer: its first bit is nought.
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(15))}`
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000)
  certificate.validity.notAfter = new Date(Date.now() + YEARS * 365 * 86_400_000)
  const name = [
    { name: "commonName", value: `Cachet de démonstration, ${organisation}`, valueTagClass: forge.asn1.Type.UTF8 },
    { name: "organizationName", value: organisation, valueTagClass: forge.asn1.Type.UTF8 },
    { name: "countryName", value: "FR" },
  ] as forge.pki.CertificateField[]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([
    { name: "basicConstraints", cA: false },
    { name: "keyUsage", digitalSignature: true, nonRepudiation: true, critical: true },
    { name: "subjectKeyIdentifier" },
  ])
  certificate.sign(privateKey, forge.md.sha256.create())
  const p12 = forge.pkcs12.toPkcs12Asn1(privateKey, [certificate], passphrase, { algorithm: "aes256" })
  writeFileSync(`${file}.partiel`, Buffer.from(forge.asn1.toDer(p12).getBytes(), "binary"), { mode: 0o600 })
  renameSync(`${file}.partiel`, file)
}
