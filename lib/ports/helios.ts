import { gzipSync } from "node:zlib"
import { latin1Writer, type Translitteration } from "@/lib/platform/latin1.ts"
import { type Cents, type Decimal, sum, toEuros } from "@/lib/platform/money.ts"

/**
 * Hélios, the software of the comptable: files of PES V2 "Recette Aller" (schemas of July 2015), for the operator's titres or a
 * commune's own. Every value is an attribute `V`, in ISO-8859-1, amounts with a point and two decimals.
 */

/** `poste`: codique, 7 characters; `collectivite` 3, `budget` 2: as the comptable gave them. */
export type PesEmetteur = { poste: string; siret: string; collectivite: string; budget: string; libelle: string }

export type PesBordereau = {
  exercice: number
  numero: number
  genre: "ordinaire" | "annulation"
  dateEmission: string
  /** What the year's bordereaux of this kind amount to, this one included, with VAT. */
  cumulAnnuel: Cents
}

export type PesTiers = {
  nom: string
  type: "commune" | "epci" | "departement" | "region" | "ccas" | "autre" | "societe"
  siren: string | null
  siret: string | null
  adresse: string | null
  codePostal: string | null
  ville: string | null
}

export type PesLigne = {
  objet: string
  /** Agreed with the comptable, 4 characters at most. */
  codeProduit: string
  /** Account: its leading digits count. */
  nature: string
  montantHt: Cents
  tauxTva: Decimal
  montantTva: Cents
  /** Of a correction: IdLigne, in its own file, of the line it lowers. */
  ligneOrigine?: number
}

export type PesPiece = {
  numero: number
  objet: string
  tiers: PesTiers
  lignes: readonly PesLigne[]
  /** The titre that an annulation or a réduction lowers, of the same exercice. */
  origine: { exercice: number; numero: number } | null
  /** Its document; unique for the issuer over all years. */
  justificatif: { id: string; nom: string; bytes: Uint8Array } | null
}

export type PesDemande = {
  emetteur: PesEmetteur
  bordereau: PesBordereau
  pieces: readonly PesPiece[]
  /** Without its extension, at most 90 characters; the parts are numbered behind it. */
  nom: string
  /** Day on which the file is made. */
  le: string
  tailleMax?: number
}

export type PesFichiers = {
  fichiers: { nom: string; bytes: Buffer; pieces: number; justificatifs: number }[]
  montantHt: Cents
  montantTva: Cents
  translitterations: Translitteration[]
}

/** Setting of the transmission channel, to be confirmed with the comptable. */
export const PES_TAILLE_MAX = 50 * 1024 * 1024

const TYP_BORD = { ordinaire: "01", annulation: "02" } as const
/** (TypPce, NatPce) of the grid: 01 01 for a titre, 02 06 for what lowers one in its exercice. */
const TYPE_OF_PIECE = { ordinaire: ["01", "01"], annulation: ["02", "06"] } as const
const CATEGORIES = {
  region: "21",
  departement: "22",
  commune: "23",
  epci: "24",
  ccas: "26",
  autre: "29",
  societe: "50",
} as const
/** Legal nature: 09 for a local public body, 03 for a company. */
const LEGAL_NATURES = { public: "09", societe: "03" } as const
const RECETTE = "02"
const PJ_RECETTE = "002"

/**
 * The files of one bordereau. Its pieces are all in the first (a bordereau number comes once, or is refused as a duplicate);
 * supporting documents that pass the size limit follow in files of their own, which say by RefCompta what they belong to.
 */
export function pesRecette({
  emetteur,
  bordereau,
  pieces,
  nom,
  le,
  tailleMax = PES_TAILLE_MAX,
}: PesDemande): PesFichiers {
  const latin = latin1Writer()
  const el = elementWriter(latin.text)
  const montantHt = sum(pieces.flatMap(({ lignes }) => lignes.map((ligne) => ligne.montantHt)))
  const montantTva = sum(pieces.flatMap(({ lignes }) => lignes.map((ligne) => ligne.montantTva)))
  assertWritable(bordereau, pieces, montantHt)

  const recette = writeRecette(el, bordereau, pieces, { montantHt, montantTva })
  const justificatifs = pieces.flatMap((piece) =>
    piece.justificatif ? [writePj(el, bordereau, piece.numero, piece.justificatif)] : [],
  )
  const groups = groupBySize(justificatifs, recette.length, tailleMax)
  const fichiers = groups.map((group, index) => {
    const fichier = `${nom}${index === 0 ? "" : `_${index + 1}`}.xml`
    const content = [
      writeHead(el, emetteur, fichier, le),
      index === 0 ? recette : "",
      group.length > 0 ? `<PES_PJ><EnTetePES_PJ><IdVer V="1"/></EnTetePES_PJ>${group.join("")}</PES_PJ>` : "",
    ].join("")
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?>\n<n:PES_Aller xmlns:n="http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller">${content}</n:PES_Aller>\n`
    const bytes = Buffer.from(xml, "latin1")
    return { nom: fichier, bytes, pieces: index === 0 ? pieces.length : 0, justificatifs: group.length }
  })
  return { fichiers, montantHt, montantTva, translitterations: latin.replaced() }
}

/** What Hélios would refuse as a whole is refused here, before a number is spent. */
function assertWritable(bordereau: PesBordereau, pieces: readonly PesPiece[], montantHt: Cents): void {
  if (pieces.length === 0 || montantHt <= 0n) throw new RangeError("a bordereau holds at least one amount")
  if (bordereau.numero < 1 || bordereau.numero > 9_999_999) throw new RangeError(`bordereau ${bordereau.numero}`)
  for (const { numero, lignes, origine } of pieces) {
    if (numero < 1 || numero > 99_999_999) throw new RangeError(`piece ${numero}`)
    if (lignes.every(({ montantHt: amount }) => amount === 0n)) throw new RangeError(`piece ${numero} is of no amount`)
    if ((bordereau.genre === "annulation") !== (origine !== null))
      throw new RangeError(`piece ${numero}: an annulation names its titre, and nothing else does`)
  }
}

type ElementWriter = {
  /** `<Nom V="…"/>`, cut to what the schema takes. */
  value: (name: string, value: string | number, max?: number) => string
  text: (value: string) => string
}

function elementWriter(latin: (text: string) => string): ElementWriter {
  const text = (value: string) => {
    const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
    return value.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
  }
  const value = (name: string, of: string | number, max = 100) =>
    `<${name} V="${text(latin(String(of)).replace(/\s+/g, " ").trim().slice(0, max))}"/>`
  return { value, text: (of) => text(latin(of)) }
}

function writeHead({ value }: ElementWriter, emetteur: PesEmetteur, fichier: string, le: string): string {
  return [
    `<Enveloppe><Parametres>${value("Version", 2)}${value("TypFic", "PESALR2")}${value("NomFic", fichier)}</Parametres></Enveloppe>`,
    "<EnTetePES>",
    value("DteStr", le),
    value("IdPost", emetteur.poste, 7),
    value("IdColl", emetteur.siret, 14),
    value("CodCol", emetteur.collectivite, 3),
    value("CodBud", emetteur.budget, 2),
    value("LibelleColBud", emetteur.libelle, 38),
    "</EnTetePES>",
  ].join("")
}

type Totals = { montantHt: Cents; montantTva: Cents }

/** `InfoDematerialisee` 0: 1 asks for the ordonnateur's XML signature of the bordereau, which is put on outside. */
function writeRecette(el: ElementWriter, bordereau: PesBordereau, pieces: readonly PesPiece[], totals: Totals): string {
  const { value } = el
  return [
    `<PES_RecetteAller><EnTeteRecette>${value("IdVer", 2)}${value("InfoDematerialisee", 0)}</EnTeteRecette>`,
    `<Bordereau Id="B${bordereau.numero}"><BlocBordereau>`,
    value("Exer", bordereau.exercice),
    value("IdBord", bordereau.numero),
    value("DteBordEm", bordereau.dateEmission),
    value("TypBord", TYP_BORD[bordereau.genre]),
    value("NbrPce", pieces.length),
    value("MtCumulAnnuel", toEuros(bordereau.cumulAnnuel)),
    value("MtBordHt", toEuros(totals.montantHt)),
    // Present at zero, it has the bordereau refused.
    totals.montantTva > 0n ? value("MtBordTVA", toEuros(totals.montantTva)) : "",
    "</BlocBordereau>",
    ...pieces.map((piece) => writePiece(el, bordereau.genre, piece)),
    "</Bordereau></PES_RecetteAller>",
  ].join("")
}

function writePiece(el: ElementWriter, genre: PesBordereau["genre"], piece: PesPiece): string {
  const { value } = el
  const [type, nature] = TYPE_OF_PIECE[genre]
  const lignes = piece.lignes.filter(({ montantHt }) => montantHt !== 0n)
  return [
    `<Piece><BlocPiece>${value("IdPce", piece.numero)}${value("TypPce", type)}${value("NatPce", nature)}`,
    // 02: dematerialised notice for a body known to Chorus Pro; without it, the paper notice is the issuer's own.
    genre === "ordinaire" && piece.tiers.siret && piece.tiers.type !== "societe" ? value("Edition", "02") : "",
    value("ObjPce", piece.objet, 160),
    piece.justificatif
      ? `<PJRef>${value("Support", "01")}${value("IdUnique", piece.justificatif.id, 50)}${value("NomPJ", piece.justificatif.nom)}</PJRef>`
      : "",
    "</BlocPiece>",
    ...lignes.map((ligne, index) => writeLigne(el, piece, ligne, index + 1)),
    "</Piece>",
  ].join("")
}

function writeLigne(el: ElementWriter, { origine, tiers }: PesPiece, ligne: PesLigne, rang: number): string {
  const { value } = el
  const taxed = ligne.montantTva > 0n
  return [
    `<LigneDePiece><BlocLignePiece><InfoLignePiece>${value("IdLigne", rang)}${value("ObjLignePce", ligne.objet, 160)}`,
    value("CodProdLoc", ligne.codeProduit, 4),
    value("Nature", /^\d+/.exec(ligne.nature)?.[0] ?? "0", 12),
    taxed ? value("TxTva", ligne.tauxTva) : "",
    value("Majo", 0),
    value("TvaIntraCom", 0),
    value("MtHT", toEuros(ligne.montantHt)),
    taxed ? value("MtTVA", toEuros(ligne.montantTva)) : "",
    "</InfoLignePiece>",
    origine
      ? `<RattachPiece>${value("NatPceOrig", "01")}${value("ExerRat", origine.exercice)}${value("IdPceOrig", origine.numero)}${value("IdLigneOrig", ligne.ligneOrigine ?? rang)}</RattachPiece>`
      : "",
    "</BlocLignePiece>",
    writeTiers(el, tiers),
    "</LigneDePiece>",
  ].join("")
}

function writeTiers({ value }: ElementWriter, tiers: PesTiers): string {
  const id = tiers.siret ?? tiers.siren
  return [
    "<Tiers><InfoTiers>",
    id ? `${value("IdTiers", id)}${value("NatIdTiers", tiers.siret ? "01" : "02")}` : "",
    value("CatTiers", CATEGORIES[tiers.type]),
    value("NatJur", LEGAL_NATURES[tiers.type === "societe" ? "societe" : "public"]),
    value("TypTiers", "01"),
    value("Nom", tiers.nom, 38),
    `</InfoTiers><Adresse>${value("TypAdr", "1")}`,
    tiers.adresse ? value("Adr2", tiers.adresse, 38) : "",
    value("CP", tiers.codePostal ?? "", 5),
    value("Ville", tiers.ville ?? "", 38),
    value("CodRes", "0"),
    "</Adresse></Tiers>",
  ].join("")
}

type Justificatif = NonNullable<PesPiece["justificatif"]>

/** Gzip, then base64, as the schema says; the same bytes each time. */
function writePj({ value }: ElementWriter, bordereau: PesBordereau, numero: number, pj: Justificatif): string {
  const content = gzipSync(pj.bytes, { level: 9 }).toString("base64")
  return [
    `<PJ><Contenu><Fichier MIMEType="application/pdf">${content}</Fichier></Contenu>`,
    value("IdUnique", pj.id, 50),
    value("NomPJ", pj.nom),
    value("TypePJ", PJ_RECETTE),
    value("Description", `Titre ${numero}`, 250),
    `<RefCompta>${value("Domaine", RECETTE)}${value("Exercice", bordereau.exercice)}${value("TypeObjet", TYP_BORD[bordereau.genre])}${value("Identifiant", numero)}</RefCompta>`,
    "</PJ>",
  ].join("")
}

const HEAD_ROOM = 4_096

function groupBySize(parts: readonly string[], first: number, max: number): string[][] {
  const groups: string[][] = [[]]
  let size = first + HEAD_ROOM
  for (const part of parts) {
    if (size + part.length > max && (groups.length > 1 || (groups[0]?.length ?? 0) > 0 || first > 0)) {
      groups.push([])
      size = HEAD_ROOM
    }
    groups.at(-1)?.push(part)
    size += part.length
  }
  return groups
}
