import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { demoPlaces } from "@/scripts/launcher/places.ts"
import { root } from "@/scripts/launcher/root.ts"

const env = (values: Record<string, string> = {}): NodeJS.ProcessEnv => ({ NODE_ENV: "test", ...values })

describe("where the demonstration lives", () => {
  test("is the Eure on port 3000, its local servers on the ports after it", () => {
    expect(demoPlaces([], env())).toEqual({
      departement: "27",
      folder: join(root, ".data/eure"),
      ports: {
        web: 3000,
        oidc: 3001,
        smtp: 3002,
        mailbox: 3003,
        database: 3004,
        clamd: 3008,
        parapheur: 3009,
        fournisseur: 3010,
        dns: 3011,
        chorus: 3012,
        modules: 3013,
      },
      databaseUrl: null,
    })
  })

  test("is a folder of its own for another département", () => {
    const places = demoPlaces(["--departement", "61"], env({ PORT: "4000" }))
    expect(places).toMatchObject({ departement: "61", folder: join(root, ".data/61"), ports: { web: 4000 } })
    expect(demoPlaces(["--departement=2A"], env()).departement).toBe("2A")
  })

  test("follows PORTAIL_DATA_DIR and DATABASE_URL", () => {
    const places = demoPlaces([], env({ PORTAIL_DATA_DIR: "/srv/portail", DATABASE_URL: "postgresql://a:b@c/d" }))
    expect(places).toMatchObject({ folder: "/srv/portail", databaseUrl: "postgresql://a:b@c/d" })
  })

  test.each([
    [["--departement", "999"], {}, /--departement/],
    [["--commune", "27112"], {}, /--departement/],
    [["61"], {}, /--departement/],
    [[], { PORT: "http" }, /PORT=http/],
    [[], { PORT: "65535" }, /PORT=65535/],
    [[], { DATABASE_URL: "mysql://a/b" }, /DATABASE_URL/],
  ])("refuses %j with %j in one line", (args, values, line) => {
    expect(() => demoPlaces(args, env(values))).toThrow(line)
  })
})
