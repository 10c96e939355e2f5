import type { WriteTx } from "@/lib/access/door.ts"
import { notifyAll } from "@/lib/notifications/commands/notify.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { titreReference } from "../rules.ts"
import { NATURE_LABELS, type TitreNature } from "../types.ts"

type Key = { exercice: number; budget: string; serie: string; numero: number }

type Issued = Key & {
  collectiviteId: string
  id: string
  nature: TitreNature
  publicId: string
  nom: string
  objet: string
  montant: Cents
  echeance: CalendarDate
}

/** Shows each new titre in the list of the whole team, where there is one; its mails are its own (send-mails.ts), and followed as legal ones. */
export async function tellOfTitres(tx: WriteTx, keys: readonly Key[]): Promise<void> {
  const rows = JSON.stringify(keys.map(({ exercice, budget, serie, numero }) => ({ exercice, budget, serie, numero })))
  const issued = await tx.$queryRaw<Issued[]>`
    select t."collectiviteId", t.id, c."publicId", c.nom, t.exercice, t.budget, t.serie, t.numero, t.objet, t.nature,
      t."montantTtc" as montant, t.echeance::text
    from jsonb_to_recordset(${rows}::jsonb) as k(exercice smallint, budget text, serie text, numero integer)
    join titre_numero u using (exercice, budget, serie, numero)
    join titre t on t."collectiviteId" = u."debiteurId" and t.id = u."titreId"
    join collectivite c on c.id = t."collectiviteId"
    where exists (select from rattachement r where r."collectiviteId" = c.id)`
  await notifyAll(
    tx,
    issued.map((titre) => ({
      genre: "titre-emis",
      collectiviteId: titre.collectiviteId,
      objetId: titre.id,
      ...said(titre),
      lien: `/c/${titre.publicId}/titres/${titre.id}`,
      destinataires: "equipe",
    })),
  )
}

function said({ nature, exercice, serie, numero, objet, nom, montant, echeance }: Issued) {
  const reference = titreReference({ exercice, serie, numero })
  const what = `${objet}, ${nom} : ${formatAmount(montant)}`
  if (nature === "recette")
    return { titre: `Titre n° ${reference} à payer`, texte: `${what}, à payer avant le ${formatDay(echeance)}.` }
  return { titre: `${NATURE_LABELS[nature].titre} n° ${reference}`, texte: `${what}. Vous n’avez rien à payer.` }
}
