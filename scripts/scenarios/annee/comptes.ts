import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { stringify } from "csv-stringify/sync"
import type { Client } from "pg"
import type { AgentContext } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { today } from "@/lib/platform/dates.ts"
import type { StoragePort } from "@/lib/ports/storage.ts"
import { findCompte } from "@/lib/reglements/queries/compte.ts"
import { figure } from "../told.ts"

/** From the definition: billed − cancelled − paid, each debtor apart; `restes` is what its titres say one by one. */
const ACCOUNTS = `
  select c.id,
    coalesce((select sum(t."montantTtc") from titre t where t."collectiviteId" = c.id and t.nature = 'recette'), 0)::bigint as facture,
    coalesce((select sum(t."montantTtc") from titre t where t."collectiviteId" = c.id and t.nature <> 'recette'), 0)::bigint as annule,
    coalesce((select sum(r.montant) from reglement r where r."collectiviteId" = c.id), 0)::bigint as regle,
    coalesce((select sum(portail_titre_du(t."collectiviteId", t.id)) from titre t where t."collectiviteId" = c.id and t.nature = 'recette'), 0)::bigint as restes
  from collectivite c where exists (select from titre t where t."collectiviteId" = c.id)`

const COUNTS = `
  select (select count(*)::int from titre where nature = 'recette') as titres, (select count(*)::int from titre where nature <> 'recette') as corrections,
    (select count(*)::int from titre where "surExerciceClos") as mandats,
    (select count(distinct "titreId")::int from passage_mandat where etat = 'pris_en_charge') as mandats_pris_en_charge,
    (select count(*)::int from pes_fichier) as pes_fichiers, (select count(*)::int from pes_piece) as pes_pieces,
    (select coalesce(sum(rejets), 0)::int from pes_fichier) as pes_refusees, (select count(*)::int from depot) as depots,
    (select count(distinct "depotId")::int from depot_suivi where etat in ('a_corriger', 'rejete')) as depots_refuses,
    (select count(*)::int from depot where etat = 'mis_a_disposition') as depots_recus,
    (select count(*)::int from titre t where not exists (select from document d where d."collectiviteId" = t."collectiviteId"
      and d.genre = 'titre' and d."objetId" = t.id)) as titres_sans_document,
    (select count(*)::int from (select "titreId" from pes_piece intersect select "titreId" from depot) twice) as deux_canaux`

type Account = Record<"id" | "facture" | "annule" | "regle" | "restes", string>

/** Says the figures; returns what separates the definition from what a member reads, of its account and of each titre, over all members. */
export async function balance(owner: Client, staff: AgentContext): Promise<bigint> {
  const { rows } = await owner.query<Account>(ACCOUNTS)
  const totals = { facture: 0n, annule: 0n, regle: 0n, du: 0n }
  let ecart = 0n
  await read(staff, async (tx) => {
    for (const row of rows) {
      const [facture, annule, regle] = [BigInt(row.facture), BigInt(row.annule), BigInt(row.regle)]
      const du = facture - annule - regle
      const { du: shown } = await findCompte(tx, row.id, today())
      ecart += abs(du - shown) + abs(du - BigInt(row.restes))
      totals.facture += facture
      totals.annule += annule
      totals.regle += regle
      totals.du += du
    }
  })
  const { rows: counts } = await owner.query<Record<string, number>>(COUNTS)
  for (const [name, value] of Object.entries(counts[0] ?? {})) figure(name, value)
  for (const [name, value] of Object.entries(totals)) figure(`${name}_centimes`, value)
  figure("ecart_centimes", ecart)
  return ecart
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value)

type Stored = { nom: string; mediaType: string; empreinte: string; adresse: string; cleEnveloppee: Buffer }

/** `factur-x/*.pdf`, `pes/*.xml`, `titres.csv`: what the debtors, the comptable and an auditor would receive. */
export async function writeFiles(owner: Client, sortie: string, storage: StoragePort): Promise<void> {
  const write = async (folder: string, rows: readonly Stored[]) => {
    mkdirSync(join(sortie, folder), { recursive: true })
    for (const row of rows) writeFileSync(join(sortie, folder, row.nom), await readStored(row, storage))
  }
  const { rows: pages } = await owner.query<Stored>(
    `select nom, "mediaType", empreinte, adresse, "cleEnveloppee" from document where genre = 'titre' order by nom`,
  )
  await write("factur-x", pages)
  const { rows: pes } = await owner.query<Stored>(
    `select nom, "mediaType", empreinte, adresse, "cleEnveloppee" from fichier_operateur where genre = 'pes' order by nom`,
  )
  await write("pes", pes)
  const { rows: titres } = await owner.query(
    `select concat_ws('-', exercice, serie, numero) as numero, nature::text, debiteur ->> 'siren' as siren, debiteur ->> 'nom' as debiteur,
       "montantHt"::text as ht_centimes, "montantTva"::text as tva_centimes, "montantTtc"::text as ttc_centimes,
       "dateEmission"::text as emission, echeance::text, canal::text
     from titre order by exercice, serie, titre.numero`,
  )
  writeFileSync(join(sortie, "titres.csv"), stringify(titres, { header: true, delimiter: ";" }))
}
