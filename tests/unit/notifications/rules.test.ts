import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { notificationMail, resumeMail } from "@/lib/notifications/mail.ts"
import {
  canChoose,
  choixOf,
  genresFor,
  lastCutoff,
  RAPPEL_HEBDOMADAIRE,
  RESUME_HEURE,
  rappelDue,
  remiseOf,
} from "@/lib/notifications/rules.ts"
import { choicesInput } from "@/lib/notifications/schema.ts"
import { GENRES, type Genre } from "@/lib/notifications/types/genres.ts"
import { CHOIX } from "@/lib/notifications/types.ts"
import { dayInParis } from "@/lib/platform/dates.ts"

const genres = Object.keys(GENRES) as Genre[]
const HOUR_MS = 3_600_000
const instants = fc
  .date({ min: new Date("2024-01-01"), max: new Date("2032-01-01"), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000))
const hourInParis = (instant: Date): string =>
  new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit" }).format(instant)

describe("how a person hears of something", () => {
  it("is what she chose, or the kind's default, and never a choice for what is legal", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...genres),
        fc.boolean(),
        fc.option(fc.constantFrom(...CHOIX)),
        (genre, legale, choisi) => {
          const canal = choixOf(genre, legale, choisi)
          if (legale || GENRES[genre].legale) expect(canal).toBe("immediat")
          else expect(canal).toBe(choisi ?? GENRES[genre].defaut)
        },
      ),
    )
  })

  it("shows a kind of an older version in the portal alone", () => {
    expect(choixOf("genre-disparu", false, "immediat")).toBe("portail")
    expect(choixOf("genre-disparu", true, null)).toBe("immediat")
  })

  it("offers members and staff the kinds that concern them", () => {
    const members = genresFor({ membre: true, agent: false })
    expect(members).toContain("souscription-a-approuver")
    expect(members).not.toContain("souscription-a-ouvrir")
    expect(genresFor({ membre: true, agent: true })).toEqual(genres)
  })

  it("reads from the form what may be chosen, and nothing of what the law decides", () => {
    const typed = { "souscription-approuvee": "resume", "titre-emis": "portail", inconnu: "resume", collectivite: "x" }
    expect(choicesInput.parse(typed)).toEqual([{ genre: "souscription-approuvee", choix: "resume" }])
    for (const wrong of ["", "jamais", "\u200b", ["resume", "portail"]])
      expect(choicesInput.safeParse({ "souscription-approuvee": wrong }).success).toBe(false)
    expect(genres.filter((genre) => !canChoose(genre))).toEqual(["convention-denoncee", "titre-emis", "titre-relance"])
  })
})

describe("the digest's hour", () => {
  it("strikes once a day at the same hour in Paris, summer and winter", () => {
    expect(lastCutoff(new Date("2026-01-15T06:00:00Z"))).toEqual({
      jour: "2026-01-15",
      instant: new Date("2026-01-15T06:00:00Z"),
    })
    expect(lastCutoff(new Date("2026-07-15T04:59:59Z"))).toEqual({
      jour: "2026-07-14",
      instant: new Date("2026-07-14T05:00:00Z"),
    })
    // The night of the change of hour: 25 hours between two digests.
    const before = lastCutoff(new Date("2026-10-24T12:00:00Z")).instant
    const after = lastCutoff(new Date("2026-10-25T12:00:00Z")).instant
    expect(after.getTime() - before.getTime()).toBe(25 * HOUR_MS)
  })

  it("is always the last one that has struck, whatever the instant", () => {
    fc.assert(
      fc.property(instants, (now) => {
        const { jour, instant } = lastCutoff(now)
        expect(instant.getTime()).toBeLessThanOrEqual(now.getTime())
        expect(now.getTime() - instant.getTime()).toBeLessThan(25 * HOUR_MS)
        expect(hourInParis(instant)).toBe(`0${RESUME_HEURE}:00`)
        expect(dayInParis(instant)).toBe(jour)
      }),
    )
  })

  it("gives two instants the same digest exactly when no hour struck between them", () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 72 * 60 }), (now, minutes) => {
        const later = new Date(now.getTime() + minutes * 60_000)
        const [first, second] = [lastCutoff(now), lastCutoff(later)]
        expect(second.jour >= first.jour).toBe(true)
        expect(second.jour === first.jour).toBe(second.instant.getTime() === first.instant.getTime())
        if (minutes >= 25 * 60) expect(second.jour > first.jour).toBe(true)
      }),
    )
  })
})

describe("a reminder", () => {
  const depuis = new Date("2026-03-01T09:00:00Z")
  const days = (n: number) => new Date(depuis.getTime() + n * 86_400_000)

  it("comes after a week, then once a week, three times", () => {
    const due = (envoyes: number, dernier: number | null, now: number) =>
      rappelDue({ depuis, envoyes, dernierLe: dernier === null ? null : days(dernier) }, days(now), RAPPEL_HEBDOMADAIRE)
    expect(due(0, null, 6)).toBeNull()
    expect(due(0, null, 7)).toBe(1)
    expect(due(1, 7, 13)).toBeNull()
    expect(due(1, 7, 14)).toBe(2)
    expect(due(2, 14, 21)).toBe(3)
    expect(due(3, 21, 300)).toBeNull()
  })

  it("whatever the days on which the worker runs: at most three, at least a week apart, ranked 1, 2, 3", () => {
    const runs = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 60 })
    fc.assert(
      fc.property(runs, (when) => {
        const sent: number[] = []
        for (const day of [...when].sort((a, b) => a - b)) {
          const last = sent.at(-1)
          const dernierLe = last === undefined ? null : days(last)
          const rang = rappelDue({ depuis, envoyes: sent.length, dernierLe }, days(day), RAPPEL_HEBDOMADAIRE)
          if (rang === null) continue
          expect(rang).toBe(sent.length + 1)
          sent.push(day)
        }
        expect(sent.length).toBeLessThanOrEqual(3)
        for (const [index, day] of sent.entries()) expect(day - (sent[index - 1] ?? 0)).toBeGreaterThanOrEqual(7)
      }),
    )
  })
})

describe("a legal mail", () => {
  it("is notified once it arrived, or once somebody told otherwise", () => {
    const traiteLe = new Date()
    expect(remiseOf({ etat: "envoye", traiteLe: null })).toBe("remise")
    expect(remiseOf({ etat: "a_envoyer", traiteLe: null })).toBe("en-cours")
    expect(remiseOf({ etat: "rejete", traiteLe: null })).toBe("non-notifiee")
    expect(remiseOf({ etat: "rejete", traiteLe })).toBe("notifiee-autrement")
  })
})

describe("what the mails say", () => {
  const letter = { marque: "Opérateur", portail: "https://portail.exemple.fr", demonstration: false }
  const said = { collectivite: "Breteuil", titre: "À approuver", texte: "Une souscription attend.", lien: "/c/x" }

  it("has a way out, except where the law asks for the mail", () => {
    expect(notificationMail(letter, said, "https://portail.exemple.fr/desabonnement?p=1").text).toContain(
      "desabonnement",
    )
    const legal = notificationMail(letter, said, null)
    expect(legal.text).toContain("la loi le demande")
    expect(legal.text).not.toContain("/desabonnement")
  })

  it("gathers a day by collectivité", () => {
    const mail = resumeMail(
      letter,
      [said, { ...said, collectivite: "Marbois" }, { ...said, titre: "Ouvert" }],
      "https://x",
    )
    expect(mail.subject).toBe("Votre résumé : 3 nouvelles")
    expect(mail.text.match(/BRETEUIL/g)).toHaveLength(1)
    expect(mail.text.indexOf("Ouvert")).toBeLessThan(mail.text.indexOf("MARBOIS"))
    expect(resumeMail(letter, [said], "https://x").subject).toBe("Breteuil : 1 nouvelle")
  })
})
