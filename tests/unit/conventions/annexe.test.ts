import { expect, it } from "vitest"
import type { ServicePublie } from "@/lib/catalogue/rules/versions.ts"
import { annexesOf, catalogueAnnexe } from "@/lib/conventions/rules.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"

const service = (over: Partial<ServicePublie>): ServicePublie => ({
  ...{ slug: "s", nom: "Service", pilier: "Pilier", description: "", pourQui: "Communes", mode: "inclus" },
  ...{ maturite: "en_service", types: [], populationMin: null, populationMax: null, prestataire: null },
  ...{ contratJusqua: null, tarifs: [], options: [], prerequis: [] },
  ...over,
})
const prix = (genre: "usage" | "installation", euros: string, periodicite: "mois" | "unique") =>
  ({ genre, periodicite, prixUnitaire: decimal(euros), unite: "poste", note: null }) as const

it("says the frozen version, its digest, and what each of its services costs; what is only a perspective is left out", () => {
  const annexe = catalogueAnnexe({
    ...{ numero: 2, libelle: "Catalogue 2026", depuis: calendarDate("2026-01-01"), empreinte: "ab".repeat(32) },
    services: [
      service({ nom: "Parapheur" }),
      service({
        nom: "Pack cyber",
        mode: "unitaire",
        tarifs: [prix("installation", "90", "unique"), prix("usage", "14", "mois")],
      }),
      service({ nom: "Devis", mode: "unitaire" }),
      service({ nom: "Plus tard", maturite: "perspective" }),
    ],
  })
  expect(annexe.intro).toContain("Version 2, Catalogue 2026, en vigueur depuis le 1er janvier 2026")
  expect(annexe.intro).toContain("ab".repeat(32))
  expect(annexe.lignes.map(([nom, , cout]) => [nom, cout?.replace(/\s/g, " ")])).toEqual([
    ["Parapheur (Pilier)", "Compris dans l’adhésion"],
    ["Pack cyber (Pilier)", "14,00 € HT par poste, par mois"],
    ["Devis (Pilier)", "Sur devis"],
  ])
})

it("annexes each file of the catalogue with its whole digest, and nothing where there is none", () => {
  const empreinte = "0123456789abcdef".repeat(4)
  const version = (services: ServicePublie[]) => ({
    ...{ numero: 3, libelle: "Catalogue", depuis: calendarDate("2026-01-01"), empreinte: "ab".repeat(32) },
    services,
  })
  const fichier = { titre: "Guide", fichier: "1", version: 2, nom: "guide.pdf", dateLe: calendarDate("2026-03-03") }
  const [, annexe, ...others] = annexesOf(
    version([
      service({ nom: "Parapheur", documents: [{ ...fichier, empreinte }] }),
      service({ nom: "Pack cyber", documents: [{ titre: "Site", adresse: "https://exemple.fr" }] }),
    ]),
  )
  expect(others).toEqual([])
  expect(annexe?.lignes).toEqual([
    ["Parapheur : Guide (guide.pdf)", "Version 2 du 3 mars 2026", Array(4).fill("0123456789abcdef").join(" ")],
  ])
  expect(annexesOf(version([service({})]))).toHaveLength(1)
})
