import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { checkDay, checkEndable, habitantsAfter, statutAfter, suitesOf } from "@/lib/successions/rules.ts"
import type { Service } from "@/lib/successions/types.ts"

const day = calendarDate
const service = (over: Partial<Service>): Service => ({
  ...{ id: "s", serviceId: "v", nom: "Service", mode: "unitaire", parPoste: false, etat: "en_service", quantite: 3 },
  ...{ enServiceLe: day("2026-01-01") },
  ...over,
})
const member = (statut: "adherent" | "conventionne" | "prospect" | "resilie", etat?: string) => ({
  statut,
  dossier: etat ? { etat } : null,
})

describe("communes that merge", () => {
  it("make a member when one of them is one and stays", () => {
    expect(statutAfter([member("adherent"), member("prospect")])).toBe("adherent")
    expect(statutAfter([member("conventionne"), member("resilie")])).toBe("conventionne")
    expect(statutAfter([member("prospect"), member("resilie")])).toBe("prospect")
    expect(statutAfter([member("adherent", "retrait_demande"), member("prospect")])).toBe("prospect")
    expect(statutAfter([member("adherent", "retrait_demande"), member("adherent", "en_vigueur")])).toBe("adherent")
  })

  it("have the sum of their inhabitants, or none known", () => {
    expect(habitantsAfter([{ habitants: 1200 }, { habitants: 340 }])).toBe(1540)
    expect(habitantsAfter([{ habitants: 1200 }, { habitants: null }])).toBeNull()
  })

  it("keep what runs at its price, open what membership covers, and ask again for what waited", () => {
    const nom = "Aclou"
    const services = [
      service({}),
      service({ mode: "inclus" }),
      service({ etat: "approuvee" }),
      service({ etat: "a_approuver" }),
    ]
    const sorts = (statut: "adherent" | "conventionne" | "prospect") =>
      suitesOf([{ nom, services }], statut).map(({ sort }) => sort)
    expect(sorts("adherent")).toEqual(["repris", "compris", "a_redemander", "a_redemander"])
    expect(sorts("conventionne")).toEqual(["repris", "a_redemander", "a_redemander", "a_redemander"])
    expect(sorts("prospect")).toEqual(Array(4).fill("a_redemander"))
  })

  it("do so on a day near enough, after the present situation began, and never under a charte whose effect is to come", () => {
    const today = day("2026-11-22")
    expect(checkDay(day("2027-01-01"), today).ok).toBe(true)
    expect(checkDay(day("2029-01-01"), today)).toMatchObject({ refusal: "date-lointaine" })
    const commune = { nom: "Aclou", depuis: day("2024-01-01"), dossier: null }
    expect(checkEndable(commune, day("2027-01-01")).ok).toBe(true)
    expect(checkEndable(commune, day("2024-01-01"))).toMatchObject({ refusal: "date-anterieure" })
    expect(checkEndable({ ...commune, dossier: { id: "d", etat: "conclu" } }, day("2027-01-01"))).toMatchObject({
      refusal: "adhesion-conclue",
    })
  })
})
