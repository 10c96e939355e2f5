import { Fragment } from "react"
import type { Waiting } from "@/lib/personnes/queries.ts"

/** "Vous suivez aussi Marbois (1 demande à approuver) et Mesnils-sur-Iton." */
export function OtherCollectivites({ waiting }: { waiting: readonly Waiting[] }) {
  return (
    <>
      Vous suivez aussi{" "}
      {waiting.map(({ lien, toApprove }, index) => (
        <Fragment key={lien.publicId}>
          {index === 0 ? "" : index === waiting.length - 1 ? " et " : ", "}
          <a href={`/c/${lien.publicId}`}>{lien.nom}</a>
          {toApprove > 0 ? ` (${toApprove === 1 ? "une demande" : `${toApprove} demandes`} à approuver)` : ""}
        </Fragment>
      ))}
      .
    </>
  )
}
