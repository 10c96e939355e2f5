import type { WriteTx } from "@/lib/access/door.ts"
import { type CalendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { fold } from "@/lib/platform/format.ts"
import { newPublicId } from "@/lib/platform/public-id.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Situation } from "../types.ts"

export type NewBody = { nom: string; codeInsee: string; siren: string | null }

/** Names and codes are dated: the history of who disappears keeps them, and it bears them until the day (`takeCode`). */
export const closeNames = (tx: WriteTx, before: readonly Situation[], le: CalendarDate) =>
  tx.$executeRaw`update denomination set jusqua = greatest(depuis, ${le}::date)
    where "concerneId" = any (${before.map(({ id }) => id)}::uuid[]) and jusqua is null`

/** Codes that another body bears, or will on its day, are refused; those of who disappears are taken over. */
export async function checkCodes(
  tx: WriteTx,
  before: readonly Situation[],
  bodies: readonly NewBody[],
): Promise<Result<void, "code-pris" | "siren-pris">> {
  const mine = new Set(before.map(({ id }) => id))
  for (const { codeInsee, siren } of bodies) {
    const same = await findBearer(tx, codeInsee)
    if (same && !mine.has(same.id)) return refuse("code-pris", { code: codeInsee, nom: same.nom })
    const known = siren ? await tx.collectivite.findUnique({ where: { siren }, select: { nom: true } }) : null
    if (siren && known) return refuse("siren-pris", { siren, nom: known.nom })
  }
  return ok(undefined)
}

/** The last that is said to bear it: a code may go from one to the next on days to come. */
async function findBearer(tx: WriteTx, codeInsee: string): Promise<{ id: string; nom: string } | undefined> {
  const [row] = await tx.$queryRaw<{ id: string; nom: string }[]>`
    select c.id, c.nom, 1 as rang from collectivite c join denomination d on d."concerneId" = c.id and d.jusqua is null
    where d."codeInsee" = ${codeInsee}
    union all
    select c.id, c.nom, 2 from collectivite c where c."codeInsee" = ${codeInsee}
    order by rang limit 1`
  return row
}

/** A new body, where the seat of the old one was; its code INSEE comes on the day, from who bears it until then. */
export async function createBody(
  tx: WriteTx,
  { nom, codeInsee, siren }: NewBody,
  { siege, le, codesPostaux }: { siege: Situation; le: CalendarDate; codesPostaux: readonly string[] },
): Promise<{ id: string; publicId: string }> {
  const made = await tx.collectivite.create({
    data: {
      ...{ nom, siren, nomPlie: fold(nom), publicId: newPublicId(), type: "commune" },
      ...{ departement: siege.departement, epciId: siege.epciId, categorieJuridique: "7210" },
      codesPostaux: [...new Set(codesPostaux)],
    },
    select: { id: true, publicId: true },
  })
  await tx.denomination.create({ data: { concerneId: made.id, nom, codeInsee, siren, depuis: toDatabase(le) } })
  const fiche = await tx.fiche.findFirst({ where: { collectiviteId: siege.id } })
  const { adresse, codePostal, ville, courrielOfficiel, telephone } = fiche ?? {}
  await tx.fiche.create({
    data: { collectiviteId: made.id, adresse, codePostal, ville, courrielOfficiel, telephone },
  })
  return made
}

/** Sums of the millésimes that are billed or will be, of all that merge, until INSEE publishes its own. */
export const sumPopulations = (tx: WriteTx, codes: readonly string[], code: string, source: string) =>
  tx.$executeRaw`
    insert into population (code, genre, millesime, habitants, source)
    select ${code}, p.genre, p.millesime, sum(p.habitants)::int, ${source} from population p, operateur o
    where p.code = any (${[...codes]}::text[]) and p.millesime >= o."populationMillesime"
    group by p.genre, p.millesime having count(*) = ${codes.length}::int
    on conflict (code, genre, millesime) do update set habitants = excluded.habitants, source = excluded.source`

/** What staff typed for a part of a commune that splits, for the millésime that is billed. */
export const setPopulation = (tx: WriteTx, code: string, habitants: number, source: string) =>
  tx.$executeRaw`
    insert into population (code, genre, millesime, habitants, source)
    select ${code}, o."populationGenre", o."populationMillesime", ${habitants}::int, ${source} from operateur o`
