import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { Worker } from "node:worker_threads"
import subsetFont from "subset-font"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import type { Emetteur, TitreFile } from "@/lib/titres/types.ts"
import type { RawFonts, RawText } from "./raw-thread.ts"

const LATIN = String.fromCodePoint(
  ...Array.from({ length: 0x60 }, (_, i) => 0x20 + i),
  ...Array.from({ length: 0x60 }, (_, i) => 0xa0 + i),
)
const MORE = "ŒœŸ–—‘’“”…•€−×"

/** Files a second by pdfkit alone, with the same fonts cut to Latin, the same data and as many threads. */
export async function rawPdfRate(titres: readonly TitreFile[], emetteur: Emetteur, threads: number): Promise<number> {
  const fonts: RawFonts = { regular: await cut(400), bold: await cut(700) }
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL("./raw-thread.ts", import.meta.url), { workerData: fonts }),
  )
  const pages = titres.map((titre) => textsOf(titre, emetteur))
  const size = Math.ceil(pages.length / threads)
  const draw = () => Promise.all(workers.map((worker, i) => ask(worker, pages.slice(i * size, (i + 1) * size))))
  await draw()
  const begun = performance.now()
  await draw()
  const seconds = (performance.now() - begun) / 1000
  await Promise.all(workers.map((worker) => worker.terminate()))
  return titres.length / seconds
}

function ask(worker: Worker, pages: readonly RawText[][]): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("message", () => resolve())
    worker.once("error", reject)
    worker.postMessage(pages)
  })
}

function textsOf(titre: TitreFile, emetteur: Emetteur): RawText[] {
  const { debiteur } = titre
  const texts = [
    { text: emetteur.marque, size: 13, bold: true },
    {
      text: [emetteur.nom, emetteur.adresse, `${emetteur.codePostal} ${emetteur.ville}`, emetteur.siret]
        .filter(Boolean)
        .join("\n"),
      size: 9,
    },
    { text: "Avis des sommes à payer", size: 13, bold: true },
    { text: `Titre de recette n° ${titreReference(titre)}`, size: 10.5 },
    { text: `Exercice ${titre.exercice}, bordereau n° ${titre.bordereau}`, size: 9 },
    { text: debiteur.nom, size: 11, bold: true },
    {
      text: [debiteur.adresse, debiteur.codePostal, debiteur.ville, debiteur.siren].filter(Boolean).join("\n"),
      size: 9.5,
    },
    {
      text: [titre.objet, formatDay(titre.dateEmission), formatDay(titre.echeance), titre.imputation].join("\n"),
      size: 9,
    },
    ...titre.lignes.flatMap((ligne) => [
      { text: ligne.libelle, size: 10.5 },
      { text: ligne.bases, size: 9 },
      { text: formatAmount(ligne.montantHt), size: 10.5 },
    ]),
    { text: `Somme à payer ${formatAmount(titre.montantTtc)}`, size: 13, bold: true },
    { text: `${emetteur.moyensPaiement}\n${emetteur.comptableNom}, ${emetteur.comptableAdresse ?? ""}`, size: 9 },
    { text: `${titre.fondement}\n${emetteur.voiesRecours}`, size: 8.5 },
    { text: `${emetteur.ordonnateurNom ?? ""} ${emetteur.ordonnateurQualite} (${emetteur.nom})`, size: 9 },
    { text: "SPÉCIMEN", size: 112, bold: true },
  ]
  return texts.map(({ text, size, bold = false }, row) => ({
    text: text.replaceAll("\u202f", "\u00a0"),
    ...{ x: 48, y: 40 + row * 45, width: 499, size, bold },
  }))
}

async function cut(weight: 400 | 700): Promise<Uint8Array> {
  const file = createRequire(import.meta.url).resolve(
    `@fontsource/public-sans/files/public-sans-latin-${weight}-normal.woff2`,
  )
  return new Uint8Array(await subsetFont(readFileSync(file), `${LATIN}${MORE}`, { targetFormat: "sfnt" }))
}
