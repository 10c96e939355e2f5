import type pg from "pg"
import { vi } from "vitest"
import type { CollectiviteId, MembreContext, PersonneId } from "@/lib/access/context.ts"
import { analyseNextDepot } from "@/lib/bal/commands/analyse.ts"
import { depositFile } from "@/lib/bal/commands/deposit.ts"
import { work } from "@/lib/bal/jobs/work.ts"
import { csvBal, type LigneBal } from "./bal.ts"
import { People } from "./people.ts"

/** A member who may use the addresses, in a commune of this code. */
export async function adressesMember(
  owner: pg.Client,
  {
    codeInsee,
    nom = `Commune ${codeInsee}`,
    epciId = null,
  }: { codeInsee: string | null; nom?: string; epciId?: string | null },
): Promise<{ ctx: MembreContext; collectiviteId: CollectiviteId; personneId: PersonneId }> {
  const people = new People(owner)
  const { id } = await people.collectivite(nom)
  await owner.query(`update collectivite set "codeInsee" = $2, "epciId" = $3, type = $4 where id = $1`, [
    id,
    codeInsee,
    epciId,
    codeInsee === null ? "epci" : "commune",
  ])
  const personneId = await people.personne()
  await people.rattache(personneId, id, "secretaire")
  await openAdresses(owner, id, personneId)
  return { ctx: await people.membre(personneId, id), collectiviteId: id, personneId }
}

/** A souscription in service to the service that opens the addresses. */
export async function openAdresses(owner: pg.Client, collectiviteId: string, personneId: string): Promise<void> {
  await owner.query(
    `insert into pilier (id, nom, besoin, rang) values ('essai', 'Essai', 'Essai', 9) on conflict do nothing`,
  )
  await owner.query(
    `insert into service (slug, "pilierId", nom, description, "pourQui", "pourDemarrer", contact, mode, maturite, etat, outil, recherche, rang)
     values ('adresses-essai', 'essai', 'Adresses', 'Adresses', '', '', '', 'inclus', 'en_service', 'publie', 'adresses', '', 1) on conflict do nothing`,
  )
  await owner.query(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
     select $1, id, 'en_service', 1, current_date, 'Essai', 'essai@demo.invalid', $2, current_date from service where outil = 'adresses' order by id limit 1`,
    [collectiviteId, personneId],
  )
}

export const balFile = (content: string | Uint8Array<ArrayBuffer>, name = "bal.csv"): File =>
  new File([content], name, { type: "text/csv" })

/** Hands in a file and lets the worker's step run: the identifier of the deposit. */
export async function deposit(ctx: MembreContext, content: readonly LigneBal[] | string): Promise<string> {
  const text = typeof content === "string" ? content : csvBal(content)
  const deposited = await depositFile(ctx, { fichier: balFile(text) })
  if (!deposited.ok) throw new Error(deposited.refusal)
  await analyseAll()
  return deposited.value.depotId
}

/** The worker's step until nothing waits. In this process: starting one takes longer than the test (command.test.ts does). */
export async function analyseAll(): Promise<void> {
  const said = vi.spyOn(console, "error").mockImplementation(() => {})
  while ((await analyseNextDepot({ judge: { judge: work, close() {} } })).ok);
  said.mockRestore()
}
