import type { Tx } from "@/lib/access/door.ts"
import { listDemandesEnAttente, listDossiersEnCours } from "@/lib/adhesions/queries/etapes.ts"
import { demandeBefore, etapesOf as dossierEtapes } from "@/lib/adhesions/rules/etapes.ts"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { listAvancements } from "@/lib/souscriptions/queries/avancements.ts"
import { type Etape, etapesOf } from "@/lib/souscriptions/rules/etapes.ts"

export type LateStep = {
  key: string
  collectivite: string
  publicId: string
  objet: string
  href: string
  quoi: string
  qui: string
  avant: CalendarDate
}

/** Approvals and signatures have their own lists, with who was reminded. */
const LISTED = [
  ...["approbation", "convention", "signature", "contresignature"],
  ...["avenant-signature", "avenant-contresignature"],
]

/** Every other step whose day is past, whoever owes it: the first to be due first. */
export async function listLateSteps(tx: Tx, today: CalendarDate, limit: number): Promise<LateStep[]> {
  const souscriptions = (await listAvancements(tx)).flatMap((row) =>
    lateOf(etapesOf(row, today)).map((etape) => ({
      ...stepOf(row, etape),
      ...{ objet: row.service, href: `/gestion/souscriptions/${row.id}` },
    })),
  )
  const dossiers = (await listDossiersEnCours(tx)).flatMap((row) =>
    lateOf(dossierEtapes(row, today)).map((etape) => ({
      ...stepOf(row, etape),
      ...{ objet: "Adhésion", href: `/gestion/adhesions/dossiers/${row.id}` },
    })),
  )
  const demandes = (await listDemandesEnAttente(tx)).flatMap((row) => {
    const avant = demandeBefore(dayInParis(row.recueLe))
    const etape = { cle: "reponse", quoi: "Réponse à la demande", qui: "L’opérateur", avant }
    return avant < today
      ? [{ ...stepOf(row, etape), objet: "Demande d’adhésion", href: `/gestion/adhesions/${row.id}` }]
      : []
  })
  return [...demandes, ...souscriptions, ...dossiers].sort((a, b) => a.avant.localeCompare(b.avant)).slice(0, limit)
}

type Dated = Pick<Etape, "cle" | "quoi" | "qui"> & { avant: CalendarDate }

const lateOf = (etapes: readonly Etape[]): Dated[] =>
  etapes.flatMap(({ cle, quoi, qui, avant, enRetard }) =>
    enRetard && avant && !LISTED.includes(cle.split(" ", 1)[0] ?? "") ? [{ cle, quoi, qui, avant }] : [],
  )

const stepOf = (row: { id: string; collectivite: string; publicId: string }, { cle, quoi, qui, avant }: Dated) => ({
  key: `${row.id} ${cle}`,
  ...{ collectivite: row.collectivite, publicId: row.publicId, quoi, qui, avant },
})
