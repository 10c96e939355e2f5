import type { Flow } from "../../platform/pdf/flow.ts"
import type { Contenu } from "../types.ts"

/** A charte, a convention or an avenant: who, what, the articles, where one signs, then what is annexed. */
export function drawActe(flow: Flow, numero: string, contenu: Contenu): void {
  flow.title(contenu.titre, `${contenu.sousTitre} · n° ${numero}`)
  flow.paragraph("Entre les soussignés :")
  flow.boxes([
    { title: contenu.operateur.nom, lines: partie(contenu.operateur, "ci-après « l’opérateur »") },
    { title: contenu.collectivite.nom, lines: partie(contenu.collectivite, "ci-après « la collectivité »") },
  ])
  flow.paragraph(contenu.preambule)
  flow.heading("L’essentiel")
  flow.facts(contenu.faits)
  for (const [index, { titre, texte }] of contenu.articles.entries()) {
    flow.heading(`Article ${index + 1}. ${titre}`)
    flow.paragraph(texte)
  }
  flow.heading("Signatures")
  flow.paragraph(
    contenu.niveau === "simple"
      ? "Chaque partie signe sur le portail de l’opérateur : personne identifiée, mandat en cours, facteur personnel, empreinte de ce document. C’est une signature électronique simple (règlement eIDAS, article 25.1), ni avancée ni qualifiée. Le dossier de preuve suit ces pages et le cachet électronique de l’opérateur scelle l’ensemble."
      : "Ce document est signé dans le parapheur de l’opérateur, au niveau que ce parapheur déclare. Le dossier de preuve y est joint et le cachet électronique de l’opérateur scelle l’ensemble.",
  )
  flow.boxes([
    { title: "Pour l’opérateur", lines: [contenu.operateur.representant] },
    { title: "Pour la collectivité", lines: [contenu.collectivite.representant] },
  ])
  for (const annexe of contenu.annexes) {
    flow.newPage()
    flow.title(annexe.titre)
    flow.paragraph(annexe.intro)
    flow.table(annexe.lignes, { head: annexe.colonnes, widths: annexe.largeurs })
  }
}

const partie = ({ adresse, identifiant, representant }: Contenu["collectivite"], short: string): string[] =>
  [adresse, identifiant, `Représentant : ${representant}`, short].filter((line): line is string => line !== null)
