import type { Tx } from "@/lib/access/door.ts"

export type OperateurBrand = { marque: string; nom: string; accent: string; logoVersion: number | null }

/** What every page shows of the operator: its name, its colour, and whether it has a logo. */
export async function findBrand(tx: Tx): Promise<OperateurBrand | null> {
  const [row] = await tx.$queryRaw<OperateurBrand[]>`
    select marque, nom, accent,
      case when logo is not null then floor(extract(epoch from "majLe"))::int end as "logoVersion"
    from operateur`
  return row ?? null
}
