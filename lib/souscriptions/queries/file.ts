import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { asJson } from "@/lib/platform/json.ts"
import type { BaseTarif, Denonciation, OptionSouscrite, SouscriptionEtat } from "../types.ts"
import { prixOf } from "./member.ts"

export type Suivi = { id: string; etat: SouscriptionEtat; le: Date; motif: string | null; par: string | null }

export type SouscriptionFile = NonNullable<Awaited<ReturnType<typeof findSouscription>>>

/** Another collectivité's souscription is null: the same answer as an unknown one. */
export async function findSouscription(tx: Tx, collectiviteId: string, id: string) {
  const row = await tx.souscription.findUnique({
    where: { collectiviteId_id: { collectiviteId, id } },
    include: {
      collectivite: { select: { publicId: true, nom: true, type: true } },
      service: {
        select: {
          slug: true,
          nom: true,
          description: true,
          pourDemarrer: true,
          contact: true,
          mode: true,
          exigeConvention: true,
          exigeApprobation: true,
          parPoste: true,
          outil: true,
          pilier: { select: { nom: true } },
        },
      },
      tarif: { select: { unite: true, note: true, assiette: true } },
      options: { orderBy: { id: "asc" } },
      denonciations: { where: { retireeLe: null }, orderBy: { id: "desc" } },
      suivis: { orderBy: [{ le: "desc" }, { id: "desc" }] },
    },
  })
  if (!row) return null
  const said = row.denonciations.find(({ terme }) => terme.getTime() === row.terme?.getTime())
  const people = [row.demandeParId, said?.parId ?? null, ...row.suivis.map(({ personneId }) => personneId)]
  const names = await namesOf(tx, people)
  return {
    ...row,
    prix: prixOf(row),
    baseTarif: asJson<BaseTarif | null>(row.baseTarif),
    unite: row.tarif?.unite ?? row.unite,
    options: row.options.map(optionOf),
    dateSouhaitee: fromDatabase(row.dateSouhaitee),
    enServiceLe: row.enServiceLe && fromDatabase(row.enServiceLe),
    termineeLe: row.termineeLe && fromDatabase(row.termineeLe),
    terme: row.terme && fromDatabase(row.terme),
    auPlusTard: row.auPlusTard && fromDatabase(row.auPlusTard),
    denonciation: said ? denonciationOf(said, names) : null,
    demandePar: names.get(row.demandeParId) ?? null,
    suivis: row.suivis.map(
      ({ id, etat, le, motif, personneId }): Suivi => ({
        ...{ id, etat, le, motif },
        par: personneId && (names.get(personneId) ?? null),
      }),
    ),
  }
}

type DenonciationRow = Omit<Denonciation, "terme" | "par"> & { terme: Date; parId: string }

const denonciationOf = (
  { id, cote, terme, motif, le, parId }: DenonciationRow,
  names: ReadonlyMap<string, string>,
): Denonciation => ({ ...{ id, cote, motif, le }, terme: fromDatabase(terme), par: names.get(parId) ?? null })

type OptionRow = Omit<OptionSouscrite, "prix" | "depuis" | "jusqua"> &
  Parameters<typeof prixOf>[0] & { depuis: Date | null; jusqua: Date | null }

const optionOf = ({ id, optionId, nom, quantite, unite, depuis, jusqua, ...price }: OptionRow): OptionSouscrite => ({
  ...{ id, optionId, nom, quantite, unite },
  prix: prixOf(price),
  depuis: depuis && fromDatabase(depuis),
  jusqua: jusqua && fromDatabase(jusqua),
})

/** A member does not see the operator's people: their names are missing, the page then says "l'opérateur". */
export async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (known.length === 0) return new Map()
  const rows = await tx.personne.findMany({ where: { id: { in: known } }, select: { id: true, nom: true } })
  return new Map(rows.map(({ id, nom }) => [id, nom]))
}

/** By identifier alone: for the staff, who see every collectivité. */
export async function findSouscriptionOfAnyone(tx: Tx, id: string) {
  const row = await tx.souscription.findFirst({ where: { id }, select: { collectiviteId: true } })
  return row && findSouscription(tx, row.collectiviteId, id)
}
