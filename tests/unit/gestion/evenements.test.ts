import { expect, it } from "vitest"
import { evenementLabel } from "@/app/gestion/_components/evenements.ts"
import { CourrielEtat, DepotEtat, SuccessionGenre } from "@/generated/prisma/enums.ts"
import { code, sources } from "../../support/sources.ts"

it("every event that the code journals has its words for the screen", () => {
  const named = sources("lib/**/*").flatMap(({ text }) =>
    [...code(text).matchAll(/\bjournal\((?:tx, [\w.]+, )?"([a-z_.-]+)"/g)].map(([, evenement]) => evenement ?? ""),
  )
  expect(named.length).toBeGreaterThan(20)
  expect([...new Set(named)].filter((evenement) => evenementLabel(evenement) === evenement)).toEqual([])
})

it("so has every event whose name ends with a state", () => {
  const named = Object.entries({ courriel: CourrielEtat, depot: DepotEtat, succession: SuccessionGenre }).flatMap(
    ([thing, states]) => Object.values(states).map((state) => `${thing}.${state}`),
  )
  expect(named.filter((evenement) => evenementLabel(evenement) === evenement)).toEqual([])
})
