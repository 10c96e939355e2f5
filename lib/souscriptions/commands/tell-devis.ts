import type { DevisEtat } from "@/generated/prisma/enums.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import type { Avis } from "@/lib/notifications/types.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { decimal } from "@/lib/platform/money.ts"
import { computeCout } from "../rules/cout.ts"

type Told = Pick<Avis, "genre" | "titre" | "texte" | "destinataires"> & { bureau?: true }
type Facts = { quoi: string; nom: string; cout: string; jusqua: string; motif: string }

/** Who is told of each step of a quote: the member of what it is offered, the operator of the answer. */
const STEPS: Record<DevisEtat, (facts: Facts) => Told[]> = {
  propose: ({ quoi, nom, cout, jusqua }) => [
    {
      genre: "devis-propose",
      destinataires: "equipe",
      titre: `${quoi} : devis reçu`,
      texte: `L'opérateur propose ${cout} à ${nom} pour ${quoi}. Une personne élue peut l'accepter jusqu'au ${jusqua}.`,
    },
  ],
  accepte: ({ quoi, nom, cout }) => [
    {
      genre: "devis-repondu",
      destinataires: "agents",
      titre: `${nom} : devis accepté pour ${quoi}`,
      texte: `${nom} accepte ${cout} pour ${quoi}.`,
      bureau: true,
    },
  ],
  refuse: ({ quoi, nom, motif }) => [
    {
      genre: "devis-repondu",
      destinataires: "agents",
      titre: `${nom} : devis refusé pour ${quoi}`,
      texte: `${nom} refuse le devis pour ${quoi}.${motif ? ` Motif : ${motif}` : ""}`,
      bureau: true,
    },
  ],
  echu: ({ quoi, nom, jusqua }) => [
    {
      genre: "devis-clos",
      destinataires: "equipe",
      titre: `${quoi} : devis échu`,
      texte: `Le devis pour ${quoi} n'était valable que jusqu'au ${jusqua}. L'opérateur peut en donner un autre.`,
    },
    {
      genre: "devis-repondu",
      destinataires: "agents",
      titre: `${nom} : devis échu pour ${quoi}`,
      texte: `${nom} n'a pas répondu au devis pour ${quoi} avant le ${jusqua}.`,
      bureau: true,
    },
  ],
  retire: ({ quoi, motif }) => [
    {
      genre: "devis-clos",
      destinataires: "equipe",
      titre: `${quoi} : devis retiré`,
      texte: `L'opérateur retire son devis pour ${quoi}.${motif ? ` Motif : ${motif}` : ""}`,
    },
  ],
}

type Step = { collectiviteId: string; devis: string; vers: DevisEtat }

/** In the transaction of the step, after it. */
export async function tellOfDevis(tx: WriteTx, { collectiviteId, devis: id, vers }: Step): Promise<void> {
  const { souscription, option, souscriptionId, valableJusquau, motif, quantite, ...price } =
    await tx.devis.findUniqueOrThrow({
      where: { collectiviteId_id: { collectiviteId, id } },
      include: {
        option: { select: { nom: true } },
        souscription: {
          select: { service: { select: { nom: true } }, collectivite: { select: { nom: true, publicId: true } } },
        },
      },
    })
  const { service, collectivite } = souscription
  const cout = computeCout(quantite, {
    ...{ periodicite: price.periodicite, categorieTva: price.categorieTva },
    ...{ prixUnitaire: decimal(price.prixUnitaire.toString()), tauxTva: decimal(price.tauxTva.toString()) },
  })
  const total = cout.parAn ?? cout.unique
  const facts: Facts = {
    quoi: option ? `${option.nom} (${service.nom})` : service.nom,
    nom: collectivite.nom,
    cout: `${formatAmount(total.ht)} HT${cout.parAn ? " par an" : ""}`,
    jusqua: formatDay(fromDatabase(valableJusquau)),
    motif: motif ?? "",
  }
  for (const { bureau, ...told } of STEPS[vers](facts)) {
    const lien = bureau
      ? `/gestion/souscriptions/${souscriptionId}`
      : `/c/${collectivite.publicId}/souscriptions/${souscriptionId}`
    await notify(tx, { ...told, collectiviteId, objetId: id, lien })
  }
}
