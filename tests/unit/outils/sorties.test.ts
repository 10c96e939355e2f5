import { expect, it } from "vitest"
import { sortieUrl } from "@/lib/outils/rules.ts"
import { connexionInput } from "@/lib/outils/schema.ts"

const allowed = ["https://outil.example/au-revoir", "https://outil.example/?page=fin"]

it("leads back to an address of the tool, exact, with what the tool gave", () => {
  expect(sortieUrl(allowed[0], allowed)).toBe("https://outil.example/au-revoir")
  expect(sortieUrl(allowed[0], allowed, "a&b")).toBe("https://outil.example/au-revoir?state=a%26b")
  expect(sortieUrl(allowed[1], allowed, "x")).toBe("https://outil.example/?page=fin&state=x")
  for (const other of [
    undefined,
    "",
    "https://outil.example/au-revoir/",
    "https://ailleurs.example/",
    "javascript:alert(1)",
  ])
    expect(sortieUrl(other, allowed, "x"), other).toBeNull()
})

const connexion = (more: object) =>
  connexionInput.safeParse({ service: "outil", connexion: "federee", initiation: "https://outil.example/i", ...more })

it("takes a logout address that is absolute and without a fragment, or none", () => {
  expect(connexion({ deconnexion: "" }).data).toMatchObject({ deconnexion: null, retoursSortie: [] })
  expect(connexion({ deconnexion: "https://outil.example/d?x=1" }).data).toMatchObject({
    deconnexion: "https://outil.example/d?x=1",
  })
  for (const deconnexion of ["/deconnexion", "javascript:alert(1)", "https://outil.example/#x", "https://a b.example/"])
    expect(connexion({ deconnexion }).success, deconnexion).toBe(false)
  expect(connexion({ retoursSortie: "https://outil.example/\nhttps://outil.example/\n" }).data?.retoursSortie).toEqual([
    "https://outil.example/",
  ])
  expect(connexion({ retoursSortie: "https://outil.example/#fin" }).success).toBe(false)
})
