import type { WriteTx } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import type { Avis } from "@/lib/notifications/types.ts"
import { prixOf } from "../queries/member.ts"
import { isSurDevis } from "../rules/devis.ts"
import type { SouscriptionEtat } from "../types.ts"

type Told = Pick<Avis, "genre" | "titre" | "texte" | "destinataires"> & { bureau?: true }

type Facts = {
  surDevis: boolean
  options: readonly string[]
  service: string
  collectivite: string
  demandeParId: string
  decidee: boolean
  motif: string | null
}

/** Who is told of each step. What begins approved was decided by nobody: only the operator has something to do. */
const STEPS: Record<SouscriptionEtat, (facts: Facts) => Told[]> = {
  a_approuver: ({ service, collectivite, surDevis, options }) => [
    ...(surDevis || options.length > 0
      ? [
          {
            genre: "devis-a-donner",
            destinataires: "agents",
            titre: `${collectivite} : devis à donner pour ${service}`,
            texte: `${collectivite} demande ${[...(surDevis ? [service] : []), ...options].join(", ")}, sur devis.`,
            bureau: true,
          } satisfies Told,
        ]
      : []),
    // What has no price yet is not hers to approve: she hears of it with the quote.
    ...(surDevis
      ? []
      : [
          {
            genre: "souscription-a-approuver",
            destinataires: "elus",
            titre: `${service} : à approuver`,
            texte: `Une souscription à ${service} attend votre accord pour ${collectivite}.`,
          } satisfies Told,
        ]),
  ],
  approuvee: ({ service, collectivite, demandeParId, decidee }) => [
    ...(decidee
      ? (["secretaires", [demandeParId]] as const).map(
          (destinataires): Told => ({
            genre: "souscription-approuvee",
            destinataires,
            titre: `${service} : approuvé`,
            texte: `La souscription à ${service} est approuvée pour ${collectivite}. L'opérateur prépare l'ouverture.`,
          }),
        )
      : []),
    {
      genre: "souscription-a-ouvrir",
      destinataires: "agents",
      titre: `${collectivite} : ${service} à mettre en service`,
      texte: `La souscription de ${collectivite} à ${service} peut être mise en service.`,
      bureau: true,
    },
  ],
  refusee: ({ service, collectivite, demandeParId, motif }) =>
    (["secretaires", [demandeParId]] as const).map((destinataires) => ({
      genre: "souscription-refusee",
      destinataires,
      titre: `${service} : refusé`,
      texte: `La souscription à ${service} est refusée pour ${collectivite}.${motif ? ` Motif : ${motif}` : ""}`,
    })),
  en_service: ({ service, collectivite }) => [
    {
      genre: "souscription-en-service",
      destinataires: "equipe",
      titre: `${service} : en service`,
      texte: `${service} est ouvert pour ${collectivite}.`,
    },
  ],
  terminee: ({ service, collectivite, motif }) => [
    {
      genre: "souscription-terminee",
      destinataires: "equipe",
      titre: `${service} : terminé`,
      texte: `${service} n'est plus fourni à ${collectivite}.${motif ? ` Motif : ${motif}` : ""}`,
    },
  ],
  annulee: () => [],
}

/** In the transaction of the step, after it: what the row says now is what is told. */
export async function tellOfStep(tx: WriteTx, collectiviteId: string, id: string, motif: string | null = null) {
  const { etat, demandeParId, decideLe, service, collectivite, options, ...price } =
    await tx.souscription.findUniqueOrThrow({
      where: { collectiviteId_id: { collectiviteId, id } },
      select: {
        etat: true,
        demandeParId: true,
        decideLe: true,
        ...{ prixUnitaire: true, periodicite: true, categorieTva: true, tauxTva: true },
        service: { select: { nom: true, mode: true } },
        options: { where: { prixUnitaire: null, jusqua: null }, select: { nom: true }, orderBy: { id: "asc" } },
        collectivite: { select: { nom: true, publicId: true } },
      },
    })
  const facts = {
    surDevis: isSurDevis({ mode: service.mode, prix: prixOf(price) }),
    options: options.map(({ nom }) => nom),
    service: service.nom,
    collectivite: collectivite.nom,
    demandeParId,
    decidee: decideLe !== null,
    motif,
  }
  for (const { bureau, ...told } of STEPS[etat](facts)) {
    const lien = bureau ? `/gestion/souscriptions/${id}` : `/c/${collectivite.publicId}/souscriptions/${id}`
    await notify(tx, { ...told, collectiviteId, objetId: id, lien })
  }
}
