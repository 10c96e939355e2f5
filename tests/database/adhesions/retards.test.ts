import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { openDossier } from "@/lib/adhesions/commands/open.ts"
import { saveDeliberation } from "@/lib/adhesions/commands/prepare.ts"
import { remindLateAdhesions } from "@/lib/adhesions/commands/remind-late.ts"
import { remindLateActes } from "@/lib/conventions/commands/remind-late.ts"
import { signActe } from "@/lib/conventions/commands/sign.ts"
import { listLateSteps } from "@/lib/indicateurs/queries/late.ts"
import { addDays, today } from "@/lib/platform/dates.ts"

import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { deliberationPdf } from "@/scripts/scenarios/deliberation.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { acteOf, charteToSign, findDossierVersion, succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const all = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows
const staff = agent({ personneId: personneId("gestionnaire") })
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const elu = { personneId: personneId("maire.breteuil"), facteurConfirmeLe: new Date() }

let prospects: { id: string; publicId: string }[] = []

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  prospects = await all(
    `select c.id, c."publicId" from collectivite c join adhesion a on a."collectiviteId" = c.id and a.jusqua is null
      where c.type = 'commune' and a.statut = 'prospect' and not exists (select from dossier_adhesion d where d."collectiviteId" = c.id)
      order by c.id limit 3`,
  )
})
afterAll(() => owner.end())

const reminded = async (objetId: string) =>
  (await all(`select genre from rappel where "objetId" = $1 order by le`, [objetId])).map(({ genre }) => genre)

const late = async (id: string, days: number) =>
  (await read(staff, (tx) => listLateSteps(tx, addDays(today(), days), 900)))
    .filter(({ href }) => href.endsWith(id))
    .map(({ quoi }) => quoi)

describe("a membership on its way", () => {
  it("says what is late on both sides, and reminds each of what it owes", async () => {
    const [place] = prospects
    const { dossier } = succeeded(await openDossier(staff, { collectivite: String(place?.publicId) }))
    expect(await late(dossier, 90)).toEqual([])
    expect(await late(dossier, 91)).toEqual(["Délibération du conseil"])
    await remindLateAdhesions(inDays(95))
    expect(await reminded(dossier)).toEqual([])
    await Promise.all([remindLateAdhesions(inDays(98)), remindLateAdhesions(inDays(98))])
    expect(await reminded(dossier)).toEqual(["adhesion-rappel"])

    const fichier = new File([await deliberationPdf()], "deliberation.pdf", { type: "application/pdf" })
    const version = await findDossierVersion(dossier)
    const member = membre(elu, String(place?.id), ["elu"])
    succeeded(
      await saveDeliberation(member, { dossier, version, numero: "2026-12", le: addDays(today(), -9), fichier }),
    )
    const told = await all(
      `select n.genre from notification n join dossier_adhesion_suivi s on s.id = n."objetId" where s."dossierAdhesionId" = $1`,
      [dossier],
    )
    expect(told.map(({ genre }) => genre)).toEqual(["adhesion-avance"])
    expect(await late(dossier, 15)).toEqual([])
    expect(await late(dossier, 16)).toEqual(["Signataire et date d’effet"])
    await remindLateAdhesions(inDays(23))
    expect(await reminded(dossier)).toContain("adhesion-retard")
  })

  it("reminds the operator of what the collectivité has signed", async () => {
    const place = prospects[1]
    const [mandat] = await all(
      `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
        values ($1, $2, 'Maire', 'Maire', current_date - 90, 'Élection', $2) returning id`,
      [place?.id, elu.personneId],
    )
    const { acte } = await charteToSign({ staff, collectivite: String(place?.publicId), mandat: mandat.id })
    const { empreinte } = await acteOf(acte)
    succeeded(await signActe(membre(elu, String(place?.id), ["elu"]), { acte, empreinte: empreinte ?? "" }))
    await remindLateActes(inDays(8))
    expect(await reminded(acte)).toEqual(["acte-contresigner-rappel"])
  })

  it("counts a request without an answer", async () => {
    const [demande] = await all(
      `select id, "recueLe" from demande_adhesion where etat in ('recue', 'en_cours') order by "recueLe" desc limit 1`,
    )
    expect(await late(demande.id, 30)).toEqual(["Réponse à la demande"])
    await remindLateAdhesions(inDays(30))
    expect(await reminded(demande.id)).toEqual(["adhesion-retard"])
  })
})
