import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { checkEtape, nextEtape } from "@/lib/messageries/rules/migration.ts"
import { isAdresse, isGeneric, readNom, suggestNoms } from "@/lib/messageries/rules/nom.ts"
import { judge, questionOf } from "@/lib/messageries/rules/zone.ts"
import { CONTROLE_GENRES, ETAPES } from "@/lib/messageries/types.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { resolverDns } from "@/lib/ports/dns.ts"
import { startDns } from "@/scripts/local/dns.ts"
import type { LocalServer } from "@/scripts/local/server.ts"
import { freePort } from "@/tests/support/free-port.ts"

const attendus = { mx: "mx.exemple.fr", spf: "spf.exemple.fr", dkimSelecteur: "s1" }

describe("the name of a domain", () => {
  it.each([
    ["Mairie-Breteuil.fr", "mairie-breteuil.fr"],
    ["https://www.breteuil.fr/", "breteuil.fr"],
  ])("reads %s as %s", (typed, nom) => expect(readNom(typed)).toEqual({ ok: true, value: nom }))

  it.each(["", "breteuil", "bréteuil.fr", "-a.fr", "a-.fr", "a b.fr", "a..fr", `${"a".repeat(64)}.fr`, "1.2.3.4"])(
    "refuses %j",
    (typed) => expect(readNom(typed)).toMatchObject({ refusal: "nom-invalide" }),
  )

  it("refuses the name of a general provider, and knows its addresses", () => {
    expect(readNom("orange.fr")).toMatchObject({ refusal: "nom-generique" })
    expect([isGeneric("mairie@Wanadoo.fr"), isGeneric("mairie@breteuil.fr")]).toEqual([true, false])
  })

  it("suggests only names that it would take", () => {
    expect(suggestNoms("L'Habit-Saint-Étienne", "27")[0]).toBe("l-habit-saint-etienne.fr")
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (nom) => {
        for (const suggested of suggestNoms(nom, "2A")) expect(readNom(suggested).ok).toBe(true)
      }),
    )
    expect(["accueil", "a.b", "a..b", ".a", "é", "a@b"].map(isAdresse)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })
})

describe("the zone, line by line", () => {
  const verdict = (genre: "mx" | "spf" | "dkim" | "dmarc", ...values: string[]) =>
    judge(genre, values.length > 0 ? { ok: true, values } : { ok: false, reason: "absent" }, attendus).etat

  it("takes what protects and names what does not", () => {
    expect([verdict("mx", "MX.exemple.fr."), verdict("mx", "mx.exemple.fr", "mx.orange.fr"), verdict("mx")]).toEqual([
      ...["conforme", "incorrect", "absent"],
    ])
    expect(verdict("spf", "google-site=1", "v=spf1 include:spf.exemple.fr -all")).toBe("conforme")
    expect(verdict("spf", "v=spf1 include:spf.exemple.fr +all")).toBe("incorrect")
    expect(verdict("spf", "v=spf1 include:autre.fr -all")).toBe("incorrect")
    expect(verdict("spf", "v=spf1 include:spf.exemple.fr -all", "v=spf1 -all")).toBe("incorrect")
    expect(verdict("spf", "v=spf10 -all")).toBe("absent")
    expect([verdict("dkim", "v=DKIM1; p=abc"), verdict("dkim", "v=DKIM1; p="), verdict("dkim")]).toEqual([
      ...["conforme", "incorrect", "absent"],
    ])
    expect(verdict("dmarc", "v=DMARC1; p=reject")).toBe("conforme")
    expect(verdict("dmarc", "v=DMARC1; p=none")).toBe("incorrect")
  })
})

describe("the resolver", () => {
  let server: LocalServer
  let port: number
  const long = `v=DKIM1; p=${"A".repeat(400)}`
  beforeAll(async () => {
    port = await freePort()
    const zones = {
      "mairie.fr NS": ["ns1.mairie.fr"],
      "mairie.fr MX": ["mx.exemple.fr"],
      "s1._domainkey.mairie.fr TXT": [long],
    }
    server = await startDns({ port, zones })
  })
  afterAll(() => server.close())
  const dns = () => resolverDns(`127.0.0.1:${port}`)
  const fault = (name: string) => fetch(server.url, { method: "POST", body: new URLSearchParams({ fault: name }) })

  it("reads records over UDP, in pieces too, and tells a name that does not exist", async () => {
    expect(await dns().lookup("mairie.fr", "NS")).toEqual({ ok: true, values: ["ns1.mairie.fr"] })
    expect(await dns().lookup("mairie.fr", "MX")).toEqual({ ok: true, values: ["mx.exemple.fr"] })
    expect(await dns().lookup(questionOf("dkim", "mairie.fr", attendus), "TXT")).toEqual({ ok: true, values: [long] })
    expect(await dns().lookup("mairie.fr", "TXT")).toEqual({ ok: false, reason: "absent" })
    expect(await dns().lookup("libre.fr", "NS")).toEqual({ ok: false, reason: "absent" })
  })

  it.each(["refuse", "stall", "break"])(
    "does not call absent what a server that does %s leaves unsaid",
    async (name) => {
      await fault(name)
      const answer = await dns().lookup("mairie.fr", "MX")
      expect(answer).toEqual({ ok: false, reason: "muet" })
      expect(judge("mx", answer, attendus).etat).toBe("injoignable")
      await fault("none")
    },
    30_000,
  )
})

describe("the migration", () => {
  const ready = {
    nom: "mairie.fr",
    basculeLe: calendarDate("2026-12-01"),
    boites: [{ id: "1", adresse: "accueil", genre: "partagee" as const, usage: "Accueil" }],
    controles: CONTROLE_GENRES.map((genre) => ({
      genre,
      etat: "conforme" as const,
      constate: "",
      controleLe: new Date(),
    })),
  }
  const done = (count: number) => ETAPES.slice(0, count).map(({ code }) => ({ code, faiteLe: new Date() }))

  it("goes step by step, whatever the order asked for", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ETAPES.map(({ code }) => code)), { maxLength: 40 }), (asked) => {
        const etapes: { code: string; faiteLe: Date }[] = []
        for (const code of asked)
          if (checkEtape(code, { ...ready, etapes }).ok) etapes.push({ code, faiteLe: new Date() })
        expect(etapes.map(({ code }) => code)).toEqual(ETAPES.slice(0, etapes.length).map(({ code }) => code))
      }),
    )
    expect(nextEtape(done(ETAPES.length))).toBeNull()
  })

  it("switches only on a day that was said and a zone that is right", () => {
    const etapes = done(4)
    expect(checkEtape("bascule", { ...ready, etapes }).ok).toBe(true)
    expect(checkEtape("bascule", { ...ready, etapes, basculeLe: null })).toMatchObject({ refusal: "bascule-sans-date" })
    const [first, ...rest] = ready.controles
    expect(checkEtape("bascule", { ...ready, etapes, controles: rest })).toMatchObject({
      ...{ refusal: "zone-non-conforme", details: { restants: first?.genre.toUpperCase() } },
    })
    expect(checkEtape("boites", { ...ready, etapes: done(1), boites: [] })).toMatchObject({ refusal: "sans-boite" })
  })
})
