import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { compareParc, type PosteCompare } from "@/lib/postes/rules/ecarts.ts"

const day = calendarDate("2026-12-22")
const poste = (numero: number, over: Partial<PosteCompare> = {}): PosteCompare => ({
  numero,
  nom: `Poste ${numero}`,
  commande: { genre: "initiale", etat: "accusee" },
  debut: calendarDate("2026-11-15"),
  fin: null,
  etats: { sauvegarde: "active", edr: "active" },
  releveLe: day,
  ...over,
})

describe("what is billed against what runs", () => {
  it("finds no difference where every billed post runs", () => {
    expect(compareParc([poste(1), poste(2, { etats: { edr: "en_alerte" } })], [], day, day)).toEqual({
      factures: 2,
      actifs: 2,
      ecarts: [],
    })
  })

  it("names each difference by its post", () => {
    const parc = [
      poste(1),
      poste(2, { fin: calendarDate("2026-12-10") }),
      poste(3, { etats: { sauvegarde: "a_installer" } }),
      poste(4, { releveLe: null, etats: {} }),
      poste(5, { debut: calendarDate("2027-01-05") }),
      poste(6, { fin: calendarDate("2026-12-10"), etats: { edr: "retire" } }),
    ]
    const etranger = { reference: "99", libelle: "PC-INCONNU", actif: true, releveLe: day }
    const { factures, actifs, ecarts } = compareParc(parc, [etranger], day, day)
    expect([factures, actifs]).toEqual([3, 4])
    expect(ecarts.map(({ genre, reference }) => [genre, reference])).toEqual([
      ["actif_non_facture", "2"],
      ["facture_non_actif", "3"],
      ["facture_absent", "4"],
      ["actif_non_facture", "5"],
      ["inconnu", "99"],
    ])
  })

  it("counts a post that only an older reading named as absent", () => {
    expect(compareParc([poste(1, { releveLe: calendarDate("2026-12-01") })], [], day, day).ecarts).toMatchObject([
      { genre: "facture_absent", reference: "1" },
    ])
  })

  it("leaves aside what was refused or cancelled, and says nothing without a reading", () => {
    const refused = poste(1, { commande: { genre: "ajout", etat: "refusee" }, releveLe: null, etats: {} })
    expect(compareParc([refused], [], day, day)).toEqual({ factures: 0, actifs: 0, ecarts: [] })
    expect(compareParc([poste(1, { releveLe: null, etats: {} })], [], day, null).ecarts).toEqual([])
  })
})
