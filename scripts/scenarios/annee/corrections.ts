import type { Client } from "pg"
import { type Decimal, decimal } from "@/lib/platform/money.ts"
import { approveProjet } from "@/lib/titres/commands/decide-projet.ts"
import { proposeCorrection } from "@/lib/titres/commands/propose-correction.ts"
import { deliberationPdf } from "../deliberation.ts"
import { succeeded } from "../told.ts"
import { drawPages, type Pages, type Staff } from "./campagnes.ts"

type Year = { staff: Staff; owner: Client; pages: Pages; annee: number }
type Asked = { motif: string; tout: boolean; exercice: number; nombre: number; volet: string; autre?: boolean }

/** Annulled whole, lowered by a line, given to another debtor; in the open exercice, and by a mandat in the closed one. */
export async function correctTitres({ staff, owner, pages, annee }: Year): Promise<void> {
  const asked: Asked[] = [
    { motif: "Population corrigée", tout: false, exercice: annee, nombre: 6, volet: "cotisation" },
    { motif: "Postes retirés avant facturation", tout: false, exercice: annee, nombre: 4, volet: "services_taxes" },
    { motif: "Émis à tort", tout: true, exercice: annee, nombre: 3, volet: "cotisation" },
    {
      motif: "À la charge de l’intercommunalité",
      tout: true,
      exercice: annee,
      nombre: 2,
      volet: "services_taxes",
      autre: true,
    },
    { motif: "Population corrigée", tout: false, exercice: annee - 1, nombre: 3, volet: "cotisation" },
    { motif: "Émis à tort", tout: true, exercice: annee - 1, nombre: 2, volet: "cotisation" },
  ]
  const done = new Set<string>()
  for (const one of asked) {
    for (const titre of await pick(owner, one, done)) {
      done.add(titre.id)
      await correct(staff, titre, one)
    }
  }
  await drawPages(pages)
}

type Titre = { id: string; reference: string; ht: string; autre: string | null }

async function pick(owner: Client, { exercice, volet, nombre }: Asked, done: ReadonlySet<string>): Promise<Titre[]> {
  const { rows } = await owner.query<Titre>(
    `select t.id, concat_ws('-', t.exercice, t.serie, t.numero) as reference, l."montantHt"::text as ht, e."publicId" as autre
     from titre t join titre_ligne l on l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id and l.rang = 1
     join collectivite c on c.id = t."collectiviteId" left join collectivite e on e.id = c."epciId"
     where t.exercice = $1 and t.volet = $2::titre_volet and t.nature = 'recette' and c.type = 'commune' and l."montantHt" > 300
     order by md5(t.exercice || t.serie || t.numero)`,
    [exercice, volet],
  )
  return rows.filter(({ id }) => !done.has(id)).slice(0, nombre)
}

async function correct(staff: Staff, titre: Titre, { motif, tout, autre }: Asked): Promise<void> {
  const part = (BigInt(titre.ht) / 3n).toString().padStart(3, "0")
  const montants = new Map<number, Decimal>(tout ? [] : [[1, decimal(`${part.slice(0, -2)}.${part.slice(-2)}`)]])
  const justificatif = new File([await deliberationPdf()], "justificatif.pdf", { type: "application/pdf" })
  const { projet } = succeeded(
    `Correction du titre ${titre.reference} proposée (${motif})`,
    await proposeCorrection(staff.un, {
      ...{ titre: titre.id, etendue: tout ? "tout" : "lignes", motif, justificatif, montants },
      debiteur: autre ? titre.autre : null,
    }),
  )
  succeeded("Approuvée par une seconde personne", await approveProjet(staff.deux, { projet }))
}
