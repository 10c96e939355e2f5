import { type FlowSettings, writeFlow } from "../../platform/pdf/flow.ts"
import { latinFonts } from "../../platform/pdf/fonts.ts"
import type { Contenu } from "../types.ts"
import { drawActe } from "./draw.ts"
import { type Dossier, drawEvidence } from "./evidence.ts"

export type ActePages = { numero: string; intitule: string; contenu: Contenu }

/** The bytes to sign: the same act gives the same bytes. */
export const renderActe = async ({ numero, intitule, contenu }: ActePages): Promise<Buffer> =>
  writeFlow(
    settings(`${intitule}, ${contenu.collectivite.nom}`, numero, contenu, new Date(`${contenu.etabliLe}T00:00:00Z`)),
    await latinFonts(),
    (flow) => drawActe(flow, numero, contenu),
  )

export const renderEvidence = async (contenu: Contenu, dossier: Dossier): Promise<Buffer> =>
  writeFlow(
    settings(
      `Dossier de preuve, ${dossier.numero}`,
      `${dossier.numero} · dossier de preuve`,
      contenu,
      dossier.scelleLe,
    ),
    await latinFonts(),
    (flow) => drawEvidence(flow, dossier),
  )

const settings = (title: string, foot: string, contenu: Contenu, date: Date): FlowSettings => ({
  title,
  author: contenu.operateur.nom,
  foot: `${contenu.operateur.marque} · ${foot}`,
  accent: contenu.operateur.accent,
  specimen: contenu.demonstration,
  date,
})
