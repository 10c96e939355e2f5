import type { WriteTx } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"

type Told = { membre?: true; bureau?: true }

/** Who is told of each step; signatures are told by the act itself (lib/conventions/commands/tell.ts). */
const STEPS: Readonly<Record<string, Told>> = {
  "adhesion.dossier-ouvert": { membre: true },
  "adhesion.deliberation": { bureau: true },
  "adhesion.charte-refusee": { membre: true },
  "adhesion.conclue": { membre: true },
  "adhesion.en-vigueur": { membre: true },
  "adhesion.abandonnee": { membre: true },
  "adhesion.retrait-demande": { membre: true, bureau: true },
  "adhesion.retrait-abandonne": { membre: true, bureau: true },
  "adhesion.terminee": { membre: true, bureau: true },
}

type Step = { collectiviteId: string; dossierId: string; suiviId: string; evenement: string; fait: string }

/** In the transaction of the step: each is news of its own, under the identifier of its suivi. */
export async function tellOfDossier(tx: WriteTx, { collectiviteId, dossierId, suiviId, evenement, fait }: Step) {
  const { membre, bureau } = STEPS[evenement] ?? {}
  if (!membre && !bureau) return
  const { nom, publicId } = await tx.collectivite.findUniqueOrThrow({
    where: { id: collectiviteId },
    select: { nom: true, publicId: true },
  })
  const news = { collectiviteId, objetId: suiviId, texte: `${fait}.` }
  if (membre) {
    await notify(tx, {
      ...{ ...news, genre: "adhesion-etape", destinataires: "equipe" },
      titre: `Adhésion de ${nom}`,
      lien: `/c/${publicId}/adhesion`,
    })
  }
  if (bureau) {
    await notify(tx, {
      ...{ ...news, genre: "adhesion-avance", destinataires: "agents" },
      titre: `${nom} : l'adhésion avance`,
      lien: `/gestion/adhesions/dossiers/${dossierId}`,
    })
  }
}
