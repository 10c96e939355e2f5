import { gunzipSync } from "node:zlib"
import fc from "fast-check"
import { XMLParser } from "fast-xml-parser"
import { describe, expect, it } from "vitest"
import { latin1Writer } from "@/lib/platform/latin1.ts"
import { decimal } from "@/lib/platform/money.ts"
import { type PesDemande, type PesPiece, pesRecette } from "@/lib/ports/helios.ts"
import { readAcquit } from "@/lib/ports/helios-acquit.ts"
import { acquitOf } from "@/tests/support/acquit.ts"

const PDF = Buffer.from("%PDF-1.7 un avis des sommes à payer")

const piece = (numero: number, more: Partial<PesPiece> = {}): PesPiece => ({
  numero,
  objet: "Cotisation 2026",
  tiers: {
    nom: "Commune de Routot",
    type: "commune",
    siren: "212705024",
    siret: "21270502400012",
    adresse: "Place de la Mairie",
    codePostal: "27350",
    ville: "Routot",
  },
  lignes: [
    {
      objet: "1 648 hab. × 0,10 €",
      codeProduit: "COT",
      nature: "7474",
      montantHt: 16_480n,
      tauxTva: decimal("0"),
      montantTva: 0n,
    },
  ],
  origine: null,
  justificatif: { id: `20004598900012T2026COT${numero}`, nom: `titre-${numero}.pdf`, bytes: PDF },
  ...more,
})

const demande = (pieces: readonly PesPiece[], more: Partial<PesDemande> = {}): PesDemande => ({
  emetteur: {
    poste: "027015",
    siret: "20004598900012",
    collectivite: "123",
    budget: "00",
    libelle: "Syndicat mixte ouvert des services numériques",
  },
  bordereau: { exercice: 2026, numero: 12, genre: "ordinaire", dateEmission: "2026-03-02", cumulAnnuel: 16_480n },
  pieces,
  nom: "PESALR2_20004598900012_2026_12_01_1",
  le: "2026-03-03",
  ...more,
})

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseTagValue: false,
})
const read = (bytes: Buffer) => parser.parse(bytes.toString("latin1")).PES_Aller
const first = (made: ReturnType<typeof pesRecette>) => read(made.fichiers[0]?.bytes ?? Buffer.alloc(0))

describe("a bordereau for Hélios", () => {
  it("is written as the schema orders it: envelope, head, bordereau, pièce, line, tiers", () => {
    const xml = first(pesRecette(demande([piece(123)])))
    expect(Object.keys(xml)).toEqual(["Enveloppe", "EnTetePES", "PES_RecetteAller", "PES_PJ"])
    expect(xml.Enveloppe.Parametres).toEqual({
      Version: { V: "2" },
      TypFic: { V: "PESALR2" },
      NomFic: { V: "PESALR2_20004598900012_2026_12_01_1.xml" },
    })
    expect(xml.EnTetePES.IdPost.V).toBe("027015")
    expect(xml.EnTetePES.LibelleColBud.V.length).toBeLessThanOrEqual(38)
    const { BlocBordereau, Piece } = xml.PES_RecetteAller.Bordereau
    expect(Object.keys(BlocBordereau)).toEqual([
      ...["Exer", "IdBord", "DteBordEm", "TypBord", "NbrPce", "MtCumulAnnuel", "MtBordHt"],
    ])
    expect(BlocBordereau.MtBordHt.V).toBe("164.80")
    expect(Object.keys(Piece.BlocPiece)).toEqual(["IdPce", "TypPce", "NatPce", "Edition", "ObjPce", "PJRef"])
    expect([Piece.BlocPiece.TypPce.V, Piece.BlocPiece.NatPce.V, Piece.BlocPiece.Edition.V]).toEqual(["01", "01", "02"])
    const { InfoLignePiece } = Piece.LigneDePiece.BlocLignePiece
    expect(Object.keys(InfoLignePiece)).toEqual([
      ...["IdLigne", "ObjLignePce", "CodProdLoc", "Nature", "Majo", "TvaIntraCom", "MtHT"],
    ])
    expect(Piece.LigneDePiece.Tiers.InfoTiers).toMatchObject({
      IdTiers: { V: "21270502400012" },
      CatTiers: { V: "23" },
    })
  })

  it("carries each document compressed by gzip then in base64, under the name that its pièce refers to", () => {
    const xml = first(pesRecette(demande([piece(123)])))
    const { PJ } = xml.PES_PJ
    expect(gunzipSync(Buffer.from(PJ.Contenu.Fichier["#text"], "base64")).equals(PDF)).toBe(true)
    expect(PJ.IdUnique.V).toBe(xml.PES_RecetteAller.Bordereau.Piece.BlocPiece.PJRef.IdUnique.V)
    expect(PJ.RefCompta).toMatchObject({ Domaine: { V: "02" }, Identifiant: { V: "123" }, TypeObjet: { V: "01" } })
  })

  it("says VAT where there is some, and nothing where there is none", () => {
    const taxed = { ...piece(1).lignes[0], montantHt: 50_400n, tauxTva: decimal("20"), montantTva: 10_080n }
    const xml = first(pesRecette(demande([piece(1, { lignes: [taxed as PesPiece["lignes"][number]] })])))
    expect(xml.PES_RecetteAller.Bordereau.BlocBordereau.MtBordTVA.V).toBe("100.80")
    const { InfoLignePiece } = xml.PES_RecetteAller.Bordereau.Piece.LigneDePiece.BlocLignePiece
    expect([InfoLignePiece.TxTva.V, InfoLignePiece.MtTVA.V]).toEqual(["20", "100.80"])
  })

  it("an annulation points at its titre by the triplet 02 02 06", () => {
    const annulation = { ...demande([]).bordereau, genre: "annulation" as const }
    const xml = first(
      pesRecette(demande([piece(9, { origine: { exercice: 2026, numero: 123 } })], { bordereau: annulation })),
    )
    const { BlocBordereau, Piece } = xml.PES_RecetteAller.Bordereau
    expect([BlocBordereau.TypBord.V, Piece.BlocPiece.TypPce.V, Piece.BlocPiece.NatPce.V]).toEqual(["02", "02", "06"])
    expect(Piece.BlocPiece.Edition).toBeUndefined()
    expect(Piece.LigneDePiece.BlocLignePiece.RattachPiece).toEqual({
      NatPceOrig: { V: "01" },
      ExerRat: { V: "2026" },
      IdPceOrig: { V: "123" },
      IdLigneOrig: { V: "1" },
    })
  })

  it("is refused where Hélios would refuse all of it", () => {
    expect(() => pesRecette(demande([]))).toThrow(RangeError)
    const nothing = { ...piece(1).lignes[0], montantHt: 0n } as PesPiece["lignes"][number]
    expect(() => pesRecette(demande([piece(1), piece(2, { lignes: [nothing] })]))).toThrow(RangeError)
    expect(() => pesRecette(demande([piece(1, { origine: { exercice: 2026, numero: 4 } })]))).toThrow(RangeError)
    expect(() => pesRecette(demande([piece(100_000_000)]))).toThrow(RangeError)
  })

  it("past the size limit, keeps all pièces in the first file and sends the documents behind, none lost, none twice", () => {
    const pieces = Array.from({ length: 40 }, (_, i) => piece(i + 1))
    const whole = pesRecette(demande(pieces))
    expect(whole.fichiers).toHaveLength(1)
    const made = pesRecette(demande(pieces, { tailleMax: 48_000 }))
    expect(made.fichiers.length).toBeGreaterThan(1)
    expect(new Set(made.fichiers.map(({ nom }) => nom)).size).toBe(made.fichiers.length)
    for (const { bytes } of made.fichiers.slice(1)) expect(bytes.length).toBeLessThanOrEqual(48_000)
    expect(made.fichiers.map((file) => file.pieces)).toEqual([40, ...made.fichiers.slice(1).map(() => 0)])
    const ids = made.fichiers.flatMap(({ bytes }) => [read(bytes).PES_PJ?.PJ ?? []].flat()).map((pj) => pj.IdUnique.V)
    expect(ids.sort()).toEqual(pieces.map((one) => one.justificatif?.id).sort())
  })

  it("replaces what the encoding lacks and says what it replaced", () => {
    const made = pesRecette(demande([piece(1, { objet: 'L’œuvre à 3 €… <& "Ÿ" 漢' })]))
    expect(first(made).PES_RecetteAller.Bordereau.Piece.BlocPiece.ObjPce.V).toBe('L\'oeuvre à 3 EUR... <& "Y" ?')
    expect(made.fichiers[0]?.bytes.includes(Buffer.from("à", "latin1"))).toBe(true)
    expect(made.translitterations).toContainEqual({ de: "œ", vers: "oe", fois: 1 })
    expect(made.translitterations).toContainEqual({ de: "漢", vers: "?", fois: 1 })
  })
})

it("whatever the text, what is written is ISO-8859-1 and reads back as it was written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
      const { text: write } = latin1Writer()
      const written = write(text)
      expect(Buffer.from(written, "latin1").toString("latin1")).toBe(written)
      expect(/^[\u0020-\u007e\u00a0-\u00ff]*$/.test(written)).toBe(true)
    }),
  )
})

describe("a return of Hélios", () => {
  it("says whether the bordereau was taken, and which pièces were not", () => {
    const read = readAcquit(
      acquitOf({
        nomFichier: "PESALR2_x.xml",
        siret: "20004598900012",
        exercice: 2026,
        bordereau: 12,
        accepte: false,
        pieces: [{ numero: 7, libelle: "Tiers non identifié" }],
      }),
    )
    expect(read).toEqual({
      nomFichier: "PESALR2_x.xml",
      emetteur: { siret: "20004598900012", collectivite: null },
      elements: [
        {
          exercice: 2026,
          bordereau: 12,
          accepte: false,
          erreur: null,
          pieces: [{ numero: 7, accepte: false, erreur: "Tiers non identifié (ERREUR_AUTRE)" }],
        },
      ],
    })
  })

  it("is nothing when it is another file, cut, or brings entities of its own", () => {
    expect(readAcquit(Buffer.from("numero;montant\n1;2"))).toBeNull()
    expect(readAcquit(Buffer.alloc(0))).toBeNull()
    const whole = acquitOf({ nomFichier: "a.xml", accepte: true })
    expect(readAcquit(whole.subarray(0, whole.length - 40))).toBeNull()
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]>${whole.toString("latin1").split("?>")[1]}`
    expect(readAcquit(Buffer.from(bomb))).toBeNull()
    expect(readAcquit(whole)).not.toBeNull()
  })
})
