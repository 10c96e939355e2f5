import type { WriteTx } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import type { Avis, Destinataires } from "@/lib/notifications/types.ts"
import { fromDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { listSignataires } from "@/lib/signatures/queries/signataires.ts"
import type { Acte, ActeEtat } from "../types.ts"

type Told = Pick<Avis, "genre" | "titre" | "texte" | "destinataires"> & { bureau?: true }
type Facts = { acte: string; nom: string; avant: string; externe: boolean; motif: string; signataires: Destinataires }

/** Who is told of each step; the others concern nobody who is not already at the desk. */
const STEPS: Partial<Record<ActeEtat, (facts: Facts) => Told>> = {
  a_signer: ({ acte, nom, avant, externe, signataires }) => ({
    genre: "acte-a-signer",
    destinataires: signataires,
    titre: `${acte} : à signer`,
    texte: externe
      ? `${acte} attend votre signature pour ${nom}, avant le ${avant}, dans le parapheur de l'opérateur : un message vous y invite.`
      : `${acte} attend votre signature pour ${nom}, avant le ${avant}.`,
  }),
  signe: ({ acte, nom }) => ({
    genre: "acte-a-contresigner",
    destinataires: "agents",
    titre: `${nom} : ${acte} à contresigner`,
    texte: `${nom} a signé ${acte}. Il attend la signature de l'opérateur.`,
    bureau: true,
  }),
  contresigne: ({ acte, nom }) => ({
    genre: "acte-conclu",
    destinataires: "equipe",
    titre: `${acte} : signé des deux parties`,
    texte: `${acte} engage désormais ${nom} et l'opérateur. Le document scellé est dans vos documents.`,
  }),
  refuse: ({ acte, nom, motif }) => ({
    genre: "acte-refuse",
    destinataires: "agents",
    titre: `${nom} : ${acte} refusé`,
    texte: `${nom} n'a pas signé ${acte}.${motif ? ` Motif : ${motif}` : ""}`,
    bureau: true,
  }),
}

/** In the transaction of the step, after it. */
export async function tellOfActe(tx: WriteTx, acte: Acte, vers: ActeEtat): Promise<void> {
  const told = STEPS[vers]
  if (!told) return
  const { collectiviteId, id, genre, intitule, numero, niveau } = acte
  const { aSignerAvant, motif, collectivite } = await tx.acte.findFirstOrThrow({
    where: { collectiviteId, id },
    select: { aSignerAvant: true, motif: true, collectivite: { select: { nom: true, publicId: true } } },
  })
  const { bureau, ...avis } = told({
    acte: `${intitule} n° ${numero}`,
    nom: collectivite.nom,
    avant: formatDay(fromDatabase(aSignerAvant)),
    externe: niveau === "externe",
    motif: motif ?? "",
    signataires: await signatairesOf(tx, collectiviteId, genre),
  })
  const lien = bureau ? `/gestion/actes/${id}` : `/c/${collectivite.publicId}/actes/${id}`
  await notify(tx, { ...avis, collectiviteId, lien, objetId: id })
}

/** Those whose mandate or delegation covers it; where none is recorded, the élus. */
export async function signatairesOf(tx: WriteTx, collectiviteId: string, genre: Acte["genre"]): Promise<Destinataires> {
  const signataires = await listSignataires(tx, collectiviteId, genre, today())
  return signataires.length > 0 ? [...new Set(signataires.map(({ personneId }) => personneId))] : "elus"
}
