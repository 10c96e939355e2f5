import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { httpSource, isPublic } from "@/lib/ports/source-bal.ts"
import { type LocalSource, startLocalSource } from "@/scripts/local/source-bal.ts"

let local: LocalSource
beforeAll(async () => {
  local = await startLocalSource()
})
afterAll(() => local.close())

const ask = (path: string, etag: string | null = null) =>
  httpSource({ hotesPermis: [new URL(local.url).host], maxBytes: 2_000_000, limitMs: 700 }).fetch({
    ...{ url: path.startsWith("http") ? path : `${local.url}${path}`, etag, modifieLe: null },
  })

describe("a source", () => {
  it("gives its file, by a redirection too, with its ETag", async () => {
    local.serve("a;b\n1;2\n")
    const answer = await ask("/redirection")
    expect(answer).toMatchObject({ etat: "nouveau", etag: expect.stringMatching(/^"[0-9a-f]{16}"$/) })
    expect(Buffer.from(answer.etat === "nouveau" ? answer.bytes : []).toString()).toBe("a;b\n1;2\n")
  })

  it("that has not changed says so", async () => {
    const first = await ask("/bal.csv")
    expect(await ask("/bal.csv", first.etat === "nouveau" ? first.etag : null)).toEqual({ etat: "inchange" })
  })

  it.each([
    ["/page", "mauvais-type"],
    ["/archive", "mauvais-type"],
    ["/compresse", "mauvais-type"],
    ["/absent", "reponse"],
    ["/panne", "reponse"],
    ["/boucle", "trop-de-redirections"],
    ["/muet", "trop-lent"],
    ["/goutte", "trop-lent"],
    ["/sans-fin", "trop-gros"],
    ["/annonce-enorme", "trop-gros"],
    ["/vers-metadonnees", "adresse-interdite"],
    ["/vers-machine", "adresse-interdite"],
    ["/vers-fichier", "adresse-interdite"],
  ])("%s is refused: %s", async (path, refus) => {
    expect(await ask(path)).toMatchObject({ etat: "refus", refus })
  })
})

describe("an address that leads inside", () => {
  it.each([
    "http://127.0.0.1/bal.csv",
    "http://localhost/bal.csv",
    "http://[::1]/bal.csv",
    "http://[::ffff:127.0.0.1]/bal.csv",
    "http://0.0.0.0/",
    "http://10.0.0.8/bal.csv",
    "http://192.168.1.1/",
    "http://172.16.0.1/",
    "http://169.254.169.254/latest/",
    "http://100.64.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://[fd00::1]/",
    "http://[fe80::1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://user:secret@example.org/",
    "http://93.184.216.34:25/",
    "ftp://example.org/bal.csv",
  ])("%s is refused before any connection", async (url) => {
    const answer = await httpSource({ hotesPermis: [], maxBytes: 1000, limitMs: 2000 }).fetch({
      ...{ url, etag: null, modifieLe: null },
    })
    expect(answer).toMatchObject({ etat: "refus", refus: "adresse-interdite" })
  })

  const named = (answers: Record<string, string[] | Promise<never>>, limitMs = 500) =>
    httpSource({
      ...{ hotesPermis: [new URL(local.url).host], maxBytes: 1000, limitMs },
      resolve: async (host) =>
        (await (answers[host] ?? [])).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    })
  const demande = (url: string) => ({ url, etag: null, modifieLe: null })

  it.each([
    [["10.1.2.3"], "adresse-interdite"],
    [["93.184.216.34", "127.0.0.1"], "adresse-interdite"],
    [["2606:4700::1111", "fd00::8"], "adresse-interdite"],
    [["::ffff:192.168.0.1"], "adresse-interdite"],
    [[], "hote-inconnu"],
  ])("behind a name that resolves to %j is refused: %s", async (addresses, refus) => {
    const source = named({ "intranet.exemple.fr": addresses })
    const said = { etat: "refus", refus, detail: "intranet.exemple.fr" }
    expect(await source.fetch(demande("http://intranet.exemple.fr/bal.csv"))).toMatchObject(said)
    expect(await source.fetch(demande(`${local.url}/vers-nom-interne`))).toMatchObject(said)
  })

  it("is asked of the resolver once, and connected to as it was checked", async () => {
    const asked: string[] = []
    const source = httpSource({
      ...{ hotesPermis: [`bal.exemple.fr:${new URL(local.url).port}`], maxBytes: 1000, limitMs: 500 },
      resolve: async (host) => {
        asked.push(host)
        return [{ address: asked.length === 1 ? "127.0.0.1" : "127.0.0.9", family: 4 }]
      },
    })
    local.serve("a;b\n")
    const answer = await source.fetch(demande(`http://bal.exemple.fr:${new URL(local.url).port}/bal.csv`))
    expect([answer.etat, asked]).toEqual(["nouveau", ["bal.exemple.fr"]])
  })

  it("behind a name that nobody answers for is given up in time", async () => {
    const source = named({ "muet.exemple.fr": new Promise<never>(() => {}) }, 100)
    expect(await source.fetch(demande("http://muet.exemple.fr/"))).toMatchObject({ etat: "refus", refus: "trop-lent" })
  })

  it("public addresses are let through, the others not", () => {
    expect(["93.184.216.34", "2606:4700::1111"].map(isPublic)).toEqual([true, true])
    expect(
      ["64:ff9b::7f00:1", "::7f00:1", "2002:7f00:1::", "224.0.0.1", "255.255.255.255", "n'importe"].map(isPublic),
    ).toEqual(Array(6).fill(false))
  })
})
