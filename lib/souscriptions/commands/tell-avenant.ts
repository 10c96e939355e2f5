import type { WriteTx } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import type { Avis } from "@/lib/notifications/types.ts"
import { asJson } from "@/lib/platform/json.ts"
import { changeWords } from "../rules/avenants.ts"
import type { AvenantDemande, Changements } from "../types.ts"

type Told = Pick<Avis, "genre" | "titre" | "texte" | "destinataires"> & { bureau?: true }
type Facts = {
  service: string
  nom: string
  quoi: string
  motif: string
  demandeParId: string
  approuvee: boolean
  operateur: boolean
}

/** Who is told of each step of a change that was asked for. */
const STEPS: Record<AvenantDemande["etat"], (facts: Facts) => Told[]> = {
  a_approuver: ({ service, nom, quoi }) => [
    {
      genre: "avenant-a-approuver",
      destinataires: "elus",
      titre: `${service} : changement à approuver`,
      texte: `Un changement de ${service} attend votre accord pour ${nom} : ${quoi}.`,
    },
  ],
  demandee: ({ service, nom, quoi, demandeParId, approuvee }) => [
    ...(approuvee
      ? [
          {
            genre: "avenant-accord",
            destinataires: [demandeParId],
            titre: `${service} : changement approuvé`,
            texte: `Le changement de ${service} est approuvé pour ${nom}. L'opérateur prépare l'avenant.`,
          } satisfies Told,
        ]
      : []),
    {
      genre: "avenant-demande",
      destinataires: "agents",
      titre: `${nom} : changement demandé pour ${service}`,
      texte: `${nom} demande pour ${service} : ${quoi}.`,
      bureau: true,
    },
  ],
  etablie: ({ service, nom, demandeParId }) => [
    {
      genre: "avenant-reponse",
      destinataires: [demandeParId],
      titre: `${service} : avenant établi`,
      texte: `L'avenant demandé pour ${service} est établi : il attend la signature de ${nom}.`,
    },
  ],
  refusee: ({ service, demandeParId, motif, operateur }) => [
    {
      genre: operateur ? "avenant-reponse" : "avenant-accord",
      destinataires: [demandeParId],
      titre: `${service} : changement refusé`,
      texte: `Le changement demandé pour ${service} est refusé.${motif ? ` Motif : ${motif}` : ""}`,
    },
  ],
  annulee: () => [],
}

/** In the transaction of the step, after it. */
export async function tellOfDemande(
  tx: WriteTx,
  { collectiviteId, demande: id, operateur = false }: { collectiviteId: string; demande: string; operateur?: boolean },
): Promise<void> {
  const { souscription, souscriptionId, etat, changements, quantiteAvant, quantiteApres, reponse, ...row } =
    await tx.avenantDemande.findUniqueOrThrow({
      where: { collectiviteId_id: { collectiviteId, id } },
      include: {
        souscription: {
          select: { service: { select: { nom: true } }, collectivite: { select: { nom: true, publicId: true } } },
        },
      },
    })
  const { service, collectivite } = souscription
  const facts: Facts = {
    ...{ service: service.nom, nom: collectivite.nom, motif: reponse ?? "", demandeParId: row.demandeParId },
    quoi: changeWords({
      quantiteAvant,
      quantiteApres,
      changements: asJson<Changements>(changements),
      prolongeMois: row.prolongeMois,
    }),
    ...{ approuvee: row.decideParId !== null, operateur },
  }
  for (const { bureau, ...told } of STEPS[etat](facts)) {
    const lien = bureau
      ? `/gestion/souscriptions/${souscriptionId}`
      : `/c/${collectivite.publicId}/souscriptions/${souscriptionId}`
    await notify(tx, { ...told, collectiviteId, objetId: id, lien })
  }
}
