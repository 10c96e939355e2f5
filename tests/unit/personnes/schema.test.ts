import { describe, expect, it } from "vitest"
import { confirmCodeInput, courriel, decideInput, inviteInput } from "@/lib/personnes/schema.ts"
import { localPath } from "@/lib/platform/local-path.ts"

const first = (parsed: { success: boolean; error?: { issues: readonly { message: string }[] } }) =>
  parsed.error?.issues[0]?.message

describe("an address", () => {
  it("is folded to what is stored", () => {
    expect(courriel.parse("  Mairie.Breteuil@Orange.FR ")).toBe("mairie.breteuil@orange.fr")
    expect(courriel.parse("ｍairie@orange.fr")).toBe("mairie@orange.fr")
  })

  it.each([
    [undefined, "Saisissez une adresse de courriel."],
    ["", "Saisissez une adresse de courriel."],
    ["mairie", "Saisissez une adresse de la forme nom@exemple.fr."],
    ["mairie@exemple", "Saisissez une adresse de la forme nom@exemple.fr."],
    ["a@b.fr, c@d.fr", "Saisissez une adresse de la forme nom@exemple.fr."],
    ["<script>@exemple.fr", "Saisissez une adresse de la forme nom@exemple.fr."],
    ['"a b"@exemple.fr', "Saisissez une adresse de la forme nom@exemple.fr."],
    ["a@exemple.fr\r\nBcc: b@exemple.fr", "Ce texte contient des caractères invisibles : saisissez-le à nouveau."],
    ["mai\u200brie@exemple.fr", "Ce texte contient des caractères invisibles : saisissez-le à nouveau."],
    [`${"a".repeat(250)}@exemple.fr`, "254 caractères au plus."],
  ])("%j is refused in words", (typed, said) => expect(first(courriel.safeParse(typed))).toBe(said))
})

describe("the other fields", () => {
  const good = { courriel: "a@exemple.fr", nom: "Agent", role: "elu", fonction: "Maire" }

  it("take what is right", () => expect(inviteInput.parse(good)).toEqual(good))

  it.each([
    [{ nom: "  " }, "Saisissez le nom de la personne."],
    [{ nom: "x".repeat(121) }, "120 caractères au plus."],
    [{ role: "agent" }, "Choisissez un rôle."],
    [{ role: ["elu", "administrateur"] }, "Choisissez un rôle."],
    [{ fonction: "Maire\u202e" }, "Ce texte contient des caractères invisibles : saisissez-le à nouveau."],
  ])("%j is refused in words", (change, said) =>
    expect(first(inviteInput.safeParse({ ...good, ...change }))).toBe(said),
  )

  it("ask for six digits, and for an identifier", () => {
    const demande = "01234567-89ab-7def-8123-456789abcdef"
    expect(confirmCodeInput.parse({ demande, code: "123 456" }).code).toBe("123456")
    expect(first(confirmCodeInput.safeParse({ demande, code: "-12345" }))).toBe("Le code compte six chiffres.")
    expect(first(confirmCodeInput.safeParse({ demande: "1 or 1=1", code: "123456" }))).toBe(
      "Cette demande n'existe plus.",
    )
  })

  it("want a reason to refuse, none to accept", () => {
    const demande = "01234567-89ab-7def-8123-456789abcdef"
    expect(first(decideInput.safeParse({ demande, decision: "refuser", motif: " " }))).toBe(
      "Dites pourquoi : la personne le lira.",
    )
    expect(decideInput.parse({ demande, decision: "accepter" })).toMatchObject({ role: "secretaire", motif: "" })
  })
})

describe("a way back", () => {
  it("stays on the portal, with its question", () => {
    expect(localPath("/invitation?jeton=a", "/moi")).toBe("/invitation?jeton=a")
    for (const away of [
      undefined,
      "",
      "moi",
      "//exemple.org",
      "https://exemple.org",
      "/\\exemple.org",
      "/\t/exemple.org",
      "javascript:1",
    ]) {
      expect(localPath(away, "/moi")).toBe("/moi")
    }
  })
})
