// Documents of titres with their invoice inside, beside the library that embeds one in a page already drawn; one thread each.
import { readFileSync } from "node:fs"
import { embedFacturX, Flavor, Profile } from "@stackforge-eu/factur-x"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"
import { facturxXml } from "@/lib/titres/pdf/facturx.ts"
import { renderTitre } from "@/lib/titres/pdf/render.ts"
import { emetteur as emetteurOf, titreOf } from "@/tests/support/titres.ts"
import { figure, goal, machineLoad, median } from "./support/figures.ts"

const DOCUMENTS = 150
const ROUNDS = 3

const rgbIccProfile = readFileSync(new URL("data/sRGB_IEC61966_2_1.icc", import.meta.resolve("pdfkit")))
const emetteur = emetteurOf(true)
const fonts = await latinFonts()
const titres = Array.from({ length: DOCUMENTS }, (_, i) => ({
  ...titreOf(`Commune de Saint-Martin-${i}`),
  numero: i + 1,
}))
const first = titres[0] ?? titreOf("")
const page = await renderTitre(first, emetteur, fonts)

machineLoad("facturx_debut")
const [ours, library]: [number[], number[]] = [[], []]
for (let round = 0; round < ROUNDS; round++) {
  ours.push(await rate((titre) => renderTitre(titre, emetteur, fonts, facturxXml(titre, emetteur))))
  library.push(
    await rate(async (titre) => {
      const xml = facturxXml(titre, emetteur) ?? ""
      await embedFacturX({ pdf: page, xml, profile: Profile.EN16931, flavor: Flavor.FACTUR_X, rgbIccProfile })
    }),
  )
}
figure("facturx.par_s", median(ours), "pdf/s par fil")
figure("facturx.bibliotheque.par_s", median(library), "pdf/s par fil")
goal("facturx.ratio", median(ours) / median(library), "× bibliothèque", { atLeast: 1 })
machineLoad("facturx_fin")

async function rate(make: (titre: (typeof titres)[number]) => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  for (const titre of titres) await make(titre)
  return titres.length / ((performance.now() - begun) / 1000)
}
