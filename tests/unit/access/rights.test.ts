import { describe, expect, it } from "vitest"
import { PUBLIC, systeme } from "@/lib/access/context.ts"
import { denial, FACTOR_MINUTES } from "@/lib/access/rights.ts"
import { agent, lien, membre } from "@/tests/support/contexts.ts"

const now = new Date("2026-11-22T10:00:00Z")
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const someone = { personneId: "01900000-0000-7000-8000-000000000001" }
const commune = "01900000-0000-7000-8000-00000000000a"

describe("rights", () => {
  it("lets a secrétaire prepare but not approve", () => {
    const ctx = membre({ ...someone, facteurConfirmeLe: now }, commune, ["secretaire"])
    expect(denial(ctx, "souscriptions.prepare", now)).toBeNull()
    expect(denial(ctx, "souscriptions.approve", now)).toBe("droit-manquant")
  })
  it("asks an élu for a fresh personal factor", () => {
    const elu = (facteurConfirmeLe: Date | null) => membre({ ...someone, facteurConfirmeLe }, commune, ["elu"])
    expect(denial(elu(null), "souscriptions.approve", now)).toBe("facteur-manquant")
    expect(denial(elu(minutesAgo(FACTOR_MINUTES + 1)), "souscriptions.approve", now)).toBe("facteur-manquant")
    expect(denial(elu(minutesAgo(FACTOR_MINUTES)), "souscriptions.approve", now)).toBeNull()
  })
  it("never lets a shared mailbox approve, whatever it proved", () => {
    const ctx = membre({ ...someone, boite: true, facteurConfirmeLe: now }, commune, ["elu"])
    expect(denial(ctx, "souscriptions.approve", now)).toBe("boite-partagee")
  })
  it("wants the role in each of the collectivités at once", () => {
    const one = membre(someone, commune, ["administrateur"])
    const both = {
      ...one,
      liens: [one.liens[0], lien("01900000-0000-7000-8000-00000000000b", ["secretaire"])] as const,
    }
    expect(denial(one, "equipe.manage", now)).toBeNull()
    expect(denial(both, "equipe.manage", now)).toBe("droit-manquant")
  })
  it("keeps members off the desk and support off the billing", () => {
    expect(denial(membre(someone, commune, ["administrateur"]), "campagnes.prepare", now)).toBe("droit-manquant")
    expect(denial(agent(someone, "support"), "campagnes.launch", now)).toBe("droit-manquant")
    expect(denial(agent(someone, "gestionnaire"), "campagnes.launch", now)).toBeNull()
  })
  it("leaves issuing to jobs alone", () => {
    expect(denial(agent(someone, "administrateur"), "titres.issue", now)).toBe("droit-manquant")
    expect(denial(systeme("campagne", "operateur"), "titres.issue", now)).toBeNull()
  })
  it("lets a visitor ask to join, and nothing else of a member's", () => {
    expect(denial(PUBLIC, "adhesions.ask", now)).toBeNull()
    expect(denial(PUBLIC, "souscriptions.prepare", now)).toBe("droit-manquant")
  })
})
