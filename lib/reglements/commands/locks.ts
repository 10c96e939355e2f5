import type { WriteTx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatInstant } from "@/lib/platform/format.ts"
import { type Cents, sum } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { findRestes, type TitreAPayer } from "../queries/candidats.ts"
import type { PartDemandee } from "../schema.ts"
import { RECU_LABELS, type ReglementMoyen, type ReglementRecuEtat, type ReglementRefusal } from "../types.ts"

/** Held until the transaction ends, in one order for everybody, titres before payments: of two accountants, the second waits. */
export async function lockTitres(tx: WriteTx, titreIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    select pg_advisory_xact_lock(hashtextextended('titre-correction:' || id, 0))::text
    from (select id from unnest(${[...titreIds]}::text[]) as id order by id offset 0) x`
}

export type LockedRecu = {
  id: string
  recuLe: CalendarDate
  montant: Cents
  moyen: ReglementMoyen
  payeur: string
  siren: string | null
  reference: string
  libelle: string
  etat: ReglementRecuEtat
  disponible: Cents
  par: string | null
  decideLe: Date | null
}

export async function lockRecu(tx: WriteTx, id: string): Promise<LockedRecu | null> {
  const [row] = await tx.$queryRaw<LockedRecu[]>`
    select r.id, r."recuLe"::text, r.montant, r.moyen::text, r.payeur, r.siren, r.reference, r.libelle, r.etat::text,
      (r.montant - coalesce((select sum(a.montant) from reglement a where a."recuId" = r.id), 0))::bigint as disponible,
      (select nom from personne p where p.id = r."decideParId") as par, r."decideLe"
    from reglement_recu r where r.id = ${id}::uuid for update of r`
  return row ?? null
}

/** Free to be set against titres; otherwise who decided of it, and when. */
export function checkWaiting(recu: LockedRecu | null): Result<LockedRecu, ReglementRefusal> {
  if (!recu) return refuse("recu-inconnu")
  if (recu.etat === "ecarte") return refuse("recu-ecarte")
  return recu.etat === "affecte" ? decided(recu) : ok(recu)
}

export const decided = ({ par, etat, decideLe }: LockedRecu) =>
  refuse("recu-decide", {
    par: par ?? "une autre personne",
    acte: etat === "a_affecter" ? "remis à affecter" : RECU_LABELS[etat].word,
    le: decideLe ? formatInstant(decideLe) : "même instant",
  })

/** Each part against what is left of its titre now, as the person saw it; more than that only where she says so. */
export async function checkParts(
  tx: WriteTx,
  parts: readonly PartDemandee[],
  { disponible, tropPercu }: { disponible: Cents; tropPercu: boolean },
): Promise<Result<Map<string, TitreAPayer>, ReglementRefusal>> {
  if (parts.length === 0) return refuse("rien-a-affecter")
  const titres = await findRestes(
    tx,
    parts.map(({ titreId }) => titreId),
  )
  for (const part of parts) {
    const checked = checkPart(part, titres.get(part.titreId), tropPercu)
    if (!checked.ok) return checked
  }
  const somme = sum(parts.map(({ montant }) => montant))
  if (somme > disponible)
    return refuse("recu-depasse", { somme: formatAmount(somme), disponible: formatAmount(disponible) })
  return ok(titres)
}

export function checkPart(
  { montant, lu }: Omit<PartDemandee, "titreId">,
  titre: TitreAPayer | undefined,
  tropPercu: boolean,
): Result<TitreAPayer, ReglementRefusal> {
  if (!titre) return refuse("titre-inconnu")
  const reference = titreReference(titre)
  if (titre.nature !== "recette") return refuse("titre-corrige", { titre: reference })
  if (titre.reste !== lu)
    return refuse("titre-change", { titre: reference, avant: formatAmount(lu), apres: formatAmount(titre.reste) })
  const due = titre.reste > 0n ? titre.reste : 0n
  return montant > due && !tropPercu ? refuse("trop-percu", { titre: reference, reste: formatAmount(due) }) : ok(titre)
}
