import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { formatList } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { statutAfter, suitesOf } from "../rules.ts"
import type { SplitInput } from "../schema.ts"
import type { SuccessionRefusal } from "../types.ts"
import { openMembership } from "./membership.ts"
import { finishAtOnce, leave, lockCommunes } from "./merge.ts"
import { carrySecretariat } from "./people.ts"
import { checkCodes, closeNames, createBody, setPopulation } from "./register.ts"
import { carryServices } from "./services.ts"

/** A commune becomes two: what membership covers is opened for both; what is billed by the unit is asked for anew by each. */
export const splitCommune = (
  ctx: AgentContext,
  input: SplitInput,
): Promise<Result<{ collectivites: string[] }, SuccessionRefusal>> =>
  write(
    ctx,
    "successions.record",
    async (tx) => {
      const { le, fondement } = input
      const parts = [
        { nom: input.nom_1, codeInsee: input.code_1, siren: null, habitants: input.habitants_1 },
        { nom: input.nom_2, codeInsee: input.code_2, siren: null, habitants: input.habitants_2 },
      ]
      const before = await lockCommunes(tx, [input.commune], le)
      if (!before.ok) return before
      const [commune] = before.value
      if (!commune) return refuse("commune-inconnue")
      if (input.code_1 === input.code_2) return refuse("code-pris", { code: input.code_1, nom: input.nom_1 })
      const free = await checkCodes(tx, [commune], parts)
      if (!free.ok) return free
      const motif = `Séparation de ${commune.nom} en ${formatList(parts.map(({ nom }) => nom))} (${fondement})`
      const statut = statutAfter([commune])
      const suites = suitesOf([commune], statut).filter(({ sort }) => sort === "compris")
      await closeNames(tx, [commune], le)
      const made: { id: string; publicId: string }[] = []
      for (const { habitants, ...part } of parts) {
        const body = await createBody(tx, part, { siege: commune, le, codesPostaux: commune.codesPostaux })
        made.push(body)
        await setPopulation(tx, body.publicId, habitants, motif)
        await openMembership(tx, ctx, { collectiviteId: body.id, statut }, { le, motif })
        await carrySecretariat(tx, [commune], body.id, { le, origine: "scission" })
        await carryServices(tx, ctx, { collectiviteId: body.id, suites, numeros: { next: 1 } }, { le, motif })
      }
      const successeurs = made.map(({ id }) => id)
      const leaving = { successeurs, genre: "scission", le, motif, fondement } as const
      await leave(tx, ctx, [commune], leaving)
      await finishAtOnce(tx, ctx, [commune], leaving)
      return ok({ collectivites: made.map(({ publicId }) => publicId) })
    },
    { timeoutMs: 60_000 },
  )
