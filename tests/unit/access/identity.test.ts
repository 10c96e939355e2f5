import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { browserLabel, networkOf } from "@/lib/access/identity/browser.ts"
import { csrfToken, issueCsrf } from "@/lib/access/identity/csrf.ts"
import { keyedHash, seal, unseal } from "@/lib/access/identity/secrets.ts"
import { isSharedAddress } from "@/lib/access/identity/shared-address.ts"
import { acceptedStep, isExpired, newTotpSecret, sealTotp, totpCode, unsealTotp } from "@/lib/access/identity/totp.ts"
import { denialOfFactor, FACTOR_MINUTES } from "@/lib/access/rights.ts"
import { isAcceptedLevel, proConnectLogout, proConnectSubject } from "@/lib/ports/identity.ts"
import { membre } from "../../support/contexts.ts"

const SECRET = "essai: abcdefghijklmnopqrstuvwxyz 0123456789"

describe("sealed secrets", () => {
  it("open again for the same key, use and owner, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(unseal(SECRET, "courriel", "a", seal(SECRET, "courriel", "a", text))).toBe(text)
      }),
    )
  })

  it("do not open for another key, use, owner, or with a byte changed", () => {
    const sealed = seal(SECRET, "totp", "facteur-1", "JBSWY3DPEHPK3PXP")
    expect(() => unseal(`${SECRET}!`, "totp", "facteur-1", sealed)).toThrow()
    expect(() => unseal(SECRET, "courriel", "facteur-1", sealed)).toThrow()
    expect(() => unseal(SECRET, "totp", "facteur-2", sealed)).toThrow()
    const changed = Buffer.from(sealed)
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    expect(() => unseal(SECRET, "totp", "facteur-1", changed)).toThrow()
  })

  it("never look the same twice, and a keyed hash always does", () => {
    expect(seal(SECRET, "totp", "a", "x")).not.toEqual(seal(SECRET, "totp", "a", "x"))
    expect(keyedHash(SECRET, "tentatives", "a@b.fr")).toBe(keyedHash(SECRET, "tentatives", "a@b.fr"))
    expect(keyedHash(SECRET, "tentatives", "a@b.fr")).not.toBe(keyedHash(SECRET, "code", "a@b.fr"))
  })
})

describe("one-time codes", () => {
  const secret = newTotpSecret()
  const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000)

  it("are those of RFC 6238, appendix B", () => {
    // ASCII "12345678901234567890" in base 32; the last six of the eight digits that the appendix prints.
    const rfc = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    expect(totpCode(rfc, new Date(59_000))).toBe("287082")
    expect(totpCode(rfc, new Date(1_111_111_109_000))).toBe("081804")
    expect(totpCode(rfc, new Date(20_000_000_000_000))).toBe("353130")
  })

  it("are taken in their half minute and the one before or after, spaces allowed", () => {
    const code = totpCode(secret, at(0))
    expect(acceptedStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`, at(0), null)).toBe(60_000_000n)
    expect(acceptedStep(secret, code, at(-30), null)).toBe(60_000_000n)
    expect(acceptedStep(secret, code, at(30), null)).toBe(60_000_000n)
    expect(acceptedStep(secret, code, at(61), null)).toBeNull()
  })

  it("are told from a wrong one when they were right some minutes ago", () => {
    const code = totpCode(secret, at(0))
    expect([0, 30, 61, 600].map((seconds) => isExpired(secret, code, at(seconds)))).toEqual([false, false, true, true])
    expect(isExpired(secret, code, at(660))).toBe(false)
    expect(isExpired(secret, code, at(-90)), "not yet shown").toBe(false)
    expect(isExpired(secret, "12345", at(61))).toBe(false)
  })

  it("are never taken twice, nor one older than the last", () => {
    const step = acceptedStep(secret, totpCode(secret, at(0)), at(0), null)
    expect(acceptedStep(secret, totpCode(secret, at(0)), at(0), step)).toBeNull()
    expect(acceptedStep(secret, totpCode(secret, at(-30)), at(0), step)).toBeNull()
    expect(acceptedStep(secret, totpCode(secret, at(30)), at(0), step)).toBe(60_000_001n)
  })

  it.each(["", "12345", "1234567", "abcdef", "１２３４５６", "12345\u200b6"])("%j is no code", (typed) => {
    expect(acceptedStep(secret, typed, at(0), null)).toBeNull()
  })

  it("rest on a secret sealed for its own factor", () => {
    const sealed = sealTotp(SECRET, "facteur-1", secret)
    expect(sealed).not.toContain(secret)
    expect(unsealTotp(SECRET, "facteur-1", sealed)).toBe(secret)
    expect(() => unsealTotp(SECRET, "facteur-2", sealed)).toThrow()
  })
})

describe("a confirmed factor", () => {
  const now = new Date("2026-11-22T10:00:00Z")
  const since = (minutes: number, boite = false) =>
    denialOfFactor(
      membre({ personneId: "p", boite, facteurConfirmeLe: new Date(now.getTime() - minutes * 60_000) }, "c").who,
      now,
    )

  it("counts for its minutes, and not for one more", () => {
    expect(since(0)).toBeNull()
    expect(since(FACTOR_MINUTES)).toBeNull()
    expect(since(FACTOR_MINUTES + 1)).toBe("facteur-manquant")
  })

  it("is never that of a shared mailbox", () => expect(since(0, true)).toBe("boite-partagee"))
})

describe("the form token", () => {
  it("is that of a cookie of this portal, and of no other", () => {
    const cookie = issueCsrf(SECRET)
    expect(csrfToken(cookie, SECRET)).toBe(cookie.split("|")[0])
    expect(csrfToken(cookie, `${SECRET}!`)).toBeNull()
    for (const forged of [undefined, "", "|", "a|b", `x${cookie}`]) expect(csrfToken(forged, SECRET)).toBeNull()
  })
})

describe("a shared address", () => {
  it.each([
    "mairie@breteuil.fr",
    "mairie.breteuil@orange.fr",
    "mairie-de-routot@wanadoo.fr",
    "secretariat@interco.fr",
    "breteuil.mairie@orange.fr",
    "contact@syndicat.fr",
    "commune27@orange.fr",
  ])("%s is one", (address) => expect(isSharedAddress(address)).toBe(true))

  it.each(["marie.dupont@breteuil.fr", "m.airie@orange.fr", "mairieux@orange.fr", "jean.maire@orange.fr"])(
    "%s is not",
    (address) => expect(isSharedAddress(address)).toBe(false),
  )
})

describe("ProConnect", () => {
  it("is believed only where somebody checked the identity", () => {
    for (const level of ["eidas1", "eidas1-mfa", "eidas2", "eidas3", "https://proconnect.gouv.fr/assurance/eidas2"]) {
      expect(isAcceptedLevel(level)).toBe(true)
    }
    for (const level of ["", "eidas0", "eidas0-mfa", "eidas", "EIDAS2"]) expect(isAcceptedLevel(level)).toBe(false)
  })

  it("names a person by the provider that gave the subject", () => {
    expect(proConnectSubject({ idp_id: "fia1", sub: "abc" })).toBe("fia1|abc")
  })

  it("is left by its own address, with where to come back", () => {
    const url = new URL(proConnectLogout("https://fca.example/api/v2", "jeton", "etat", "https://portail.example/"))
    expect(url.pathname).toBe("/api/v2/session/end")
    expect(Object.fromEntries(url.searchParams)).toEqual({
      id_token_hint: "jeton",
      state: "etat",
      post_logout_redirect_uri: "https://portail.example/",
    })
  })
})

describe("what a browser says of itself", () => {
  it("becomes a name that its owner recognises", () => {
    expect(browserLabel("Mozilla/5.0 (Windows NT 10.0; Win64) Gecko/20100101 Firefox/140.0")).toBe(
      "Firefox sous Windows",
    )
    expect(browserLabel("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit Version/18.0 Safari/604.1")).toBe(
      "Safari sous iOS",
    )
    expect(browserLabel("curl/8")).toBeNull()
    expect(browserLabel(null)).toBeNull()
  })

  it("does not choose its network address", () => {
    expect(networkOf("10.9.9.9, 192.0.2.7")).toBe("192.0.2.7")
    expect(networkOf(null)).toBe("inconnue")
  })
})
