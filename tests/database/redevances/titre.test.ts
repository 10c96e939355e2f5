import { gunzipSync } from "node:zlib"
import { XMLParser } from "fast-xml-parser"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { findDocument } from "@/lib/documents/queries/stored.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { completeOperateur } from "@/lib/redevances/commands/bareme.ts"
import { makeTitre } from "@/lib/redevances/commands/titre.ts"
import { findDossier } from "@/lib/redevances/queries/creance.ts"
import { findLastCodes } from "@/lib/redevances/queries/titres.ts"
import { titreInput } from "@/lib/redevances/schema.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })

const BRETEUIL = stableId("collectivite", "27112")
const ORANGE = stableId("operateur-telecom", "orange")
const SIRET = "21270112200015"
const year = yearOf(today())
const staff = agent({ personneId: personneId("charge.mission") }, "charge_de_mission")

let publicId = ""
const secretaire = () => {
  const ctx = membre({ personneId: personneId("secretaire.breteuil") }, BRETEUIL)
  return { ...ctx, liens: [{ ...ctx.liens[0], publicId }] as const }
}
const dossier = (annee = year) => read(secretaire(), (tx) => findDossier(tx, BRETEUIL, annee, ORANGE))

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  const { rows } = await owner.query('select "publicId" from collectivite where id = $1', [BRETEUIL])
  publicId = rows[0].publicId
  await owner.query('update fiche set siret = null where "collectiviteId" = $1', [BRETEUIL])
  await owner.query("update operateur_telecom set adresse = null where id = $1", [ORANGE])
})
afterAll(() => owner.end())

async function typed(over: Record<string, string> = {}, annee = year) {
  const creance = (await dossier(annee))?.creance
  return titreInput.parse({
    ...{
      collectivite: publicId,
      creance: creance?.id ?? crypto.randomUUID(),
      poste: "027015",
      codeCollectivite: "123",
    },
    ...{ budget: "00", codeProduit: "ODP", bordereau: "12", numero: "48", emisLe: today(), cumulAnnuel: "99 999,00" },
    ...over,
  })
}
const refusal = (answer: Awaited<ReturnType<typeof makeTitre>>) => (answer.ok ? null : answer)

describe("the titre of a claim for the commune's comptable", () => {
  it("is not made without the facts it writes, each said by its name", async () => {
    const answer = refusal(await makeTitre(secretaire(), await typed()))
    expect(answer?.refusal).toBe("titre-manque")
    expect(answer?.details?.quoi).toMatch(/SIRET de la collectivité.*adresse d’Orange/)
    await owner.query('update fiche set siret = $2 where "collectiviteId" = $1', [BRETEUIL, SIRET])
    const coordonnees = { siren: null, adresse: "1 rue des Essais", codePostal: "75015", ville: "Paris" }
    expect(await completeOperateur(staff, { operateur: ORANGE, ...coordonnees })).toMatchObject({ ok: true })
  })

  it("is a PES file whose amounts are the claim's and whose document is the état des sommes dues", async () => {
    expect(await makeTitre(secretaire(), await typed())).toMatchObject({ ok: true })
    const made = await dossier()
    const [titre] = made?.titres ?? []
    expect(titre).toMatchObject({ exercice: year, bordereau: 12, numero: 48, montant: made?.creance?.montant })
    const stored = await read(secretaire(), (tx) => findDocument(tx, titre?.document.id ?? ""))
    const bytes = await readStored(stored ?? never(), documentStorage())
    const xml = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: "",
      removeNSPrefix: true,
      parseTagValue: false,
    })
    const pes = xml.parse(bytes.toString("latin1")).PES_Aller
    expect(pes.Enveloppe.Parametres.NomFic.V).toBe(stored?.nom)
    expect(pes.EnTetePES).toMatchObject({ IdPost: { V: "027015" }, IdColl: { V: SIRET }, CodCol: { V: "123" } })
    expect(pes.EnTetePES.LibelleColBud.V).toBe("Breteuil")
    const { BlocBordereau, Piece } = pes.PES_RecetteAller.Bordereau
    const euros = (Number(made?.creance?.montant) / 100).toFixed(2)
    expect([BlocBordereau.MtBordHt.V, BlocBordereau.MtCumulAnnuel.V, BlocBordereau.NbrPce.V]).toEqual([
      euros,
      "99999.00",
      "1",
    ])
    const lignes = [Piece.LigneDePiece].flat()
    const sum = lignes.reduce((total, ligne) => total + Number(ligne.BlocLignePiece.InfoLignePiece.MtHT.V), 0)
    expect(sum.toFixed(2)).toBe(euros)
    for (const ligne of lignes) {
      expect(ligne.BlocLignePiece.InfoLignePiece).toMatchObject({ CodProdLoc: { V: "ODP" }, Nature: { V: "70323" } })
      expect(ligne.Tiers.InfoTiers).toMatchObject({ CatTiers: { V: "50" }, NatJur: { V: "03" }, Nom: { V: "Orange" } })
      expect(ligne.Tiers.Adresse).toMatchObject({ Adr2: { V: "1 rue des Essais" }, CP: { V: "75015" } })
    }
    // A company's notice is on paper: only public bodies are reached by Chorus Pro.
    expect(Piece.BlocPiece.Edition).toBeUndefined()
    const { PJ } = pes.PES_PJ
    expect(PJ.IdUnique.V).toBe(Piece.BlocPiece.PJRef.IdUnique.V)
    expect(gunzipSync(Buffer.from(PJ.Contenu.Fichier["#text"], "base64")).subarray(0, 5).toString()).toBe("%PDF-")
  })

  it("takes a number and a bordereau once in the exercice, and keeps the comptable's codes for the next one", async () => {
    expect(refusal(await makeTitre(secretaire(), await typed({ bordereau: "13" })))?.refusal).toBe("titre-numero-pris")
    expect(refusal(await makeTitre(secretaire(), await typed({ numero: "49" })))?.refusal).toBe("titre-bordereau-pris")
    const small = await typed({ bordereau: "13", numero: "49", cumulAnnuel: "1,00" })
    expect(refusal(await makeTitre(secretaire(), small))?.refusal).toBe("titre-cumul")
    const codes = await read(secretaire(), (tx) => findLastCodes(tx, BRETEUIL))
    expect(codes).toEqual({ poste: "027015", codeCollectivite: "123", budget: "00", codeProduit: "ODP" })
  })

  it("takes a bordereau once, even when two people ask for it at the same moment, and the table holds it", async () => {
    const both = await Promise.all(
      ["61", "62"].map(async (numero) => makeTitre(secretaire(), await typed({ bordereau: "60", numero }))),
    )
    expect(both.map(refusal).filter((one) => one !== null)).toMatchObject([{ refusal: "titre-bordereau-pris" }])
    const again = owner.query(
      `insert into creance_rodp_titre select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'numero', 63))).*
       from creance_rodp_titre t where t."collectiviteId" = $1 and t.bordereau = 60`,
      [BRETEUIL],
    )
    await expect(again).rejects.toThrow("bordereau_key")
  })

  it("is not made for what is paid, nor dated before the fee is due, nor by staff without mandate", async () => {
    const paid = await typed({ bordereau: "14", numero: "50" }, year - 2)
    expect(refusal(await makeTitre(secretaire(), paid))?.refusal).toBe("titre-etat")
    const early = await typed({ bordereau: "14", numero: "50", emisLe: `${year - 1}-12-31` })
    expect(refusal(await makeTitre(secretaire(), early))?.refusal).toBe("titre-avant")
    const fields = await typed({ bordereau: "14", numero: "50" })
    await owner.query(`update mandat_rodp set "retireLe" = current_date where "collectiviteId" = $1`, [BRETEUIL])
    expect(refusal(await makeTitre(staff, fields))?.refusal).toBe("sans-mandat")
    await owner.query(`update mandat_rodp set "retireLe" = null where "collectiviteId" = $1`, [BRETEUIL])
    expect(await makeTitre(staff, fields)).toMatchObject({ ok: true })
  })

  it("stays as it was made: the database refuses to change it", async () => {
    const change = owner.query(`update creance_rodp_titre set numero = 1 where "collectiviteId" = $1`, [BRETEUIL])
    await expect(change).rejects.toThrow(/ne se modifie pas/)
  })
})

function never(): never {
  throw new Error("no document")
}
