import type { Client } from "pg"
import type { AgentContext } from "@/lib/access/context.ts"
import { systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { decideLigne } from "@/lib/cotisations/commands/decide.ts"
import { awaitsDecision } from "@/lib/cotisations/rules.ts"
import { casOf } from "@/lib/cotisations/types.ts"
import { fold } from "@/lib/platform/format.ts"
import type { Result } from "@/lib/platform/result.ts"
import { siretOf } from "@/tests/support/sirets.ts"
import { stableId, stablePublicId } from "../../../prisma/seed/ids.ts"
import { insert } from "../../../prisma/seed/insert.ts"

export type Commune = {
  code: string
  nom: string
  siren: string
  departement: string
  codesPostaux: string[]
  population: number
}

const SOURCE = "Mesure"

/** Between two clicks of a person: the worker, which wakes at most once a second, has seen the first when the second comes. */
export const BETWEEN_CLICKS_MS = 1500

/** Communes as members, each with its population and its SIRET, so that each titre bears its invoice. */
export async function addMembers(client: Client, communes: readonly Commune[], millesime: number): Promise<void> {
  const members = communes.map((commune) => ({ ...commune, id: stableId("collectivite", commune.code) }))
  await insert(
    client,
    "collectivite",
    members.map(({ id, code, nom, siren, departement, codesPostaux }) => ({
      ...{ id, publicId: stablePublicId(code), type: "commune", nom, nomPlie: fold(nom), codeInsee: code, siren },
      ...{ departement, codesPostaux, categorieJuridique: "7210" },
    })),
  )
  await insert(
    client,
    "population",
    members.map(({ code, population }) => ({
      ...{ code, genre: "totale", millesime, habitants: population, source: SOURCE },
    })),
  )
  await insert(
    client,
    "adhesion",
    members.map(({ id }) => ({
      ...{
        collectiviteId: id,
        id: stableId("adhesion", id),
        statut: "adherent",
        depuis: "2024-01-01",
        synthetique: true,
      },
      source: SOURCE,
    })),
  )
  await client.query(
    `insert into fiche ("collectiviteId", siret) select id, siret from jsonb_to_recordset($1::jsonb) as r(id uuid, siret text)`,
    [JSON.stringify(members.map(({ id, siren }) => ({ id, siret: siretOf(siren) })))],
  )
  for (const table of ["collectivite", "population", "adhesion", "fiche"]) await client.query(`analyze "${table}"`)
}

/** What the demonstration leaves to decide by name is left out. */
export async function decideAll(staff: AgentContext, campagne: string): Promise<void> {
  const lignes = await read(systeme("bench", "operateur"), (tx) =>
    tx.campagneLigne.findMany({
      where: { campagneId: campagne, cas: { isEmpty: false } },
      select: { id: true, cas: true, decision: true },
    }),
  )
  for (const { id } of lignes.filter(({ cas, decision }) => awaitsDecision(casOf(cas), decision))) {
    succeeded(await decideLigne(staff, { campagne, ligne: id, decision: "exclure", motif: SOURCE }))
  }
}

/** Seconds that PostgreSQL takes to copy the rows of a campaign's titres into bare tables of the same columns. */
export async function bareInsert(client: Client, campagne: string): Promise<number> {
  const begun = performance.now()
  await client.query("begin")
  await client.query(`create table mesure_titre as select * from titre where "campagneId" = $1`, [campagne])
  await client.query(
    `create table mesure_ligne as select l.* from titre_ligne l join mesure_titre t on t."collectiviteId" = l."collectiviteId" and t.id = l."titreId"`,
  )
  await client.query("commit")
  const seconds = (performance.now() - begun) / 1000
  await client.query("drop table mesure_titre, mesure_ligne")
  return seconds
}

export function succeeded<V, R extends string>(result: Result<V, R>): V {
  if (!result.ok) throw new Error(result.refusal)
  return result.value
}
