// The charte and a convention of every member, drawn one after the other by a process: pages a second.
import { systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { renderActe } from "@/lib/conventions/pdf/render.ts"
import {
  findCatalogueAnnexe,
  findCollectiviteSide,
  findModele,
  findOperateurSide,
} from "@/lib/conventions/queries/sources.ts"
import { fillArticles } from "@/lib/conventions/rules.ts"
import type { Contenu } from "@/lib/conventions/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { figure } from "./support/figures.ts"

const operator = systeme("bench", "operateur")
const VALUES = {
  ...{
    operateur: "l'opérateur",
    collectivite: "la collectivité",
    laCollectivite: "la collectivité",
    preavis: "6 mois",
  },
  ...{ deliberation: "n° 1", dateEffet: "1er janvier 2027", cotisation: "100,00 €", signataire: "Maire" },
  ...{ service: "Pack cyber", cout: "504,00 €" },
}

/** Written anew for each: nothing is shared between two members but the catalogue of the day. */
const contenus = await read(operator, async (tx) => {
  const {
    preavisRetraitMois: _p,
    delaiSignature: _d,
    niveauOf: _n,
    ville: _v,
    ...operateur
  } = await findOperateurSide(tx)
  const [charte, convention] = [await findModele(tx, "charte", today()), await findModele(tx, "convention", today())]
  const annexe = await findCatalogueAnnexe(tx, today(), formatDay(today()))
  if (!charte || !convention) throw new Error("no model of act")
  const members = await tx.adhesion.findMany({
    where: { statut: "adherent", jusqua: null },
    select: { collectiviteId: true },
  })
  const all: Contenu[] = []
  for (const { collectiviteId } of members) {
    const collectivite = await findCollectiviteSide(tx, collectiviteId, "Maire")
    const common = { operateur, collectivite, preambule: "", faits: [["Service", "Pack cyber"]] as const }
    const rest = { niveau: "simple", etabliLe: today(), demonstration: true } as const
    for (const [modele, annexes] of [
      [charte, [annexe]],
      [convention, []],
    ] as const)
      all.push({
        ...{ ...common, ...rest, annexes, titre: modele.titre, sousTitre: collectivite.nom },
        articles: fillArticles(modele.articles, VALUES),
      })
  }
  return all
})

await renderActe({ numero: "0", intitule: "Premier", contenu: contenus[0] as Contenu })
const begun = performance.now()
let bytes = 0
for (const contenu of contenus)
  bytes += (await renderActe({ numero: "CHA-1", intitule: contenu.titre, contenu })).length
const seconds = (performance.now() - begun) / 1000
figure("conventions.documents.nombre", contenus.length, "documents")
figure("conventions.documents.par_s", contenus.length / seconds, "documents/s")
figure("conventions.documents.poids_moyen", bytes / contenus.length / 1024, "Ko")
await closeDatabase()
