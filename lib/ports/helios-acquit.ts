import { XMLParser, XMLValidator } from "fast-xml-parser"
import { z } from "zod"

/** What Hélios says of one bordereau, and of its pieces when it names them. */
export type AcquitElement = {
  exercice: number | null
  bordereau: number | null
  accepte: boolean
  erreur: string | null
  pieces: { numero: number; accepte: boolean; erreur: string | null }[]
}

export type Acquit = {
  /** The file that it answers. */
  nomFichier: string
  /** Whose it says it is, when it says so. */
  emetteur: { siret: string | null; collectivite: string | null }
  elements: AcquitElement[]
}

const MAX_BYTES = 20 * 1024 * 1024

/** A PES_ACQUIT file; null when it is not one. No entity of its own is expanded. */
export function readAcquit(bytes: Uint8Array): Acquit | null {
  if (bytes.length > MAX_BYTES) return null
  const xml = decode(bytes)
  if (/<!DOCTYPE/i.test(xml) || XMLValidator.validate(xml) !== true) return null
  const parsed = document.safeParse(parser.parse(xml))
  return parsed.success ? parsed.data : null
}

function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  const declared = /encoding=["']([\w-]+)["']/i.exec(buffer.subarray(0, 200).toString("latin1"))?.[1]?.toUpperCase()
  return buffer.toString(declared === "UTF-8" ? "utf8" : "latin1").replace(/^\ufeff/, "")
}

const LISTS = new Set(["ElementACQUIT", "DetailPiece", "Erreur"])
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseAttributeValue: false,
  isArray: (name) => LISTS.has(name),
})

const value = z.object({ V: z.string() }).transform(({ V }) => V.trim())
const number = value.transform(Number).pipe(z.int())
const erreurs = z
  .array(z.object({ NumAnoAck: value.optional(), LibelleAnoAck: value.optional() }))
  .default([])
  .transform((all) =>
    all.map(({ NumAnoAck, LibelleAnoAck }) => [LibelleAnoAck, NumAnoAck && `(${NumAnoAck})`].filter(Boolean).join(" ")),
  )
  .transform((all) => (all.length > 0 ? all.join(" ; ").slice(0, 1_000) : null))

/** A piece is named because it is wrong, unless its own EtatAck says otherwise. */
const piece = z
  .object({ NumPiece: number, EtatAck: value.optional(), Erreur: erreurs })
  .transform(({ NumPiece, EtatAck, Erreur }) => ({
    numero: NumPiece,
    accepte: EtatAck === undefined ? Erreur === null : EtatAck === "1",
    erreur: Erreur,
  }))

const element = z
  .object({
    Exercice: number.optional(),
    NumBord: number.optional(),
    EtatAck: value,
    Erreur: erreurs,
    DetailPiece: z.array(piece).default([]),
  })
  .transform(
    (of): AcquitElement => ({
      exercice: of.Exercice ?? null,
      bordereau: of.NumBord ?? null,
      accepte: of.EtatAck === "1",
      erreur: of.Erreur,
      pieces: of.DetailPiece,
    }),
  )

const head = z.object({ IdColl: value.optional(), CodCol: value.optional() })

const document = z
  .object({
    PES_ACQUIT: z.object({
      Enveloppe: z.object({ Parametres: z.object({ NomFic: value }) }),
      EnTetePES: head.optional(),
      ACQUIT: z.object({ ElementACQUIT: z.array(element).min(1) }),
    }),
  })
  .transform(
    ({ PES_ACQUIT: { Enveloppe, EnTetePES, ACQUIT } }): Acquit => ({
      nomFichier: Enveloppe.Parametres.NomFic,
      emetteur: { siret: EnTetePES?.IdColl ?? null, collectivite: EnTetePES?.CodCol ?? null },
      elements: ACQUIT.ElementACQUIT,
    }),
  )
