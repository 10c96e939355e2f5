import type { Tx } from "@/lib/access/door.ts"
import type { ContourSnapshot, KnownCommune } from "../rules/contours.ts"
import type { RawRow } from "../rules/file.ts"

type Row = { code: string; id: string; nom: string; connue: boolean } & Record<
  "contour" | "centre" | "lot" | "fermetureCommerciale" | "fermetureTechnique",
  string | null
>

/** The communes that these rows name, and what is recorded of each. */
export async function findContours(tx: Tx, rows: readonly RawRow[]): Promise<ContourSnapshot> {
  const codes = [...new Set(rows.map(({ cells }) => (cells.code ?? "").trim().toUpperCase()))]
  const found = await tx.$queryRaw<Row[]>`
    select c."codeInsee" as code, c.id, c.nom, b."concerneId" is not null as connue,
      replace(b.contour::text, ' ', '') as contour, b.long::text || ', ' || b.lat::text as centre, b.lot,
      b."fermetureCommercialeLe"::text as "fermetureCommerciale", b."fermetureTechniqueLe"::text as "fermetureTechnique"
    from collectivite c left join bal_commune b on b."concerneId" = c.id
    where c.type = 'commune' and c."codeInsee" = any (${codes})`
  return new Map(
    found.map(({ code, id, nom, connue, ...avant }): [string, KnownCommune] => [
      code,
      { id, nom, avant: connue ? avant : null },
    ]),
  )
}
