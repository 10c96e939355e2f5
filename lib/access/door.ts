import type { Prisma } from "@/generated/prisma/client.ts"
import { type DatabaseTx, type Login, transaction } from "@/lib/platform/db.ts"
import { type Context, collectivitesOf, personneOf } from "./context.ts"
import { type Denial, denial, type Right } from "./rights.ts"

declare const door: unique symbol

/** A read transaction. Only `read` and `write` give one: a query without a door does not compile. */
export type Tx = DatabaseTx & { readonly [door]: "read" | "write" }

/** A write transaction: it names what happened, together with the change. */
export type WriteTx = Tx & {
  readonly [door]: "write"
  journal(evenement: string, fait?: Fait): Promise<void>
}

export type Fait = {
  /** The collectivité it is about. */
  concerneId?: string | null
  /** Type and identifier of the thing: "souscription/0192…". */
  objet?: string
  avant?: Prisma.InputJsonValue
  apres?: Prisma.InputJsonValue
}

/** Thrown by `write`; `formAction` and pages turn it into its sentence. */
export class AccessRefused extends Error {
  constructor(
    readonly denial: Denial,
    readonly right: Right,
  ) {
    super(`${right}: ${denial}`)
  }
}

const loginOf = (ctx: Context): Login =>
  ctx.kind === "agent" || (ctx.kind === "systeme" && ctx.pour === "operateur") ? "agent" : "membre"

/** Settings last for one transaction; an empty one is nobody. */
const open = (tx: DatabaseTx, ctx: Context, readOnly: boolean) =>
  tx.$queryRaw`select set_config('app.collectivites', ${collectivitesOf(ctx).join(",")}, true),
    set_config('app.personne', ${personneOf(ctx) ?? ""}, true),
    set_config('transaction_read_only', ${readOnly ? "on" : "off"}, true)`

/** One read-only transaction; a page makes one, with all of its queries inside. */
export const read = <T>(ctx: Context, run: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(loginOf(ctx), async (tx) => {
    await open(tx, ctx, true)
    return run(tx as Tx)
  })

/** Carries a refusal out of the transaction, so that nothing of it stays. */
class Refusal<T> extends Error {
  constructor(readonly answer: T) {
    super("refused")
  }
}

const isRefusal = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === false

/**
 * One write transaction. Throws AccessRefused when the context lacks the right, and an error when the change was not
 * journaled (decision 12). An answer that is a refusal is rolled back, then returned.
 */
export async function write<T>(
  ctx: Context,
  right: Right,
  run: (tx: WriteTx) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  const refused = denial(ctx, right, new Date())
  if (refused) throw new AccessRefused(refused, right)
  try {
    return await transaction(
      loginOf(ctx),
      async (tx) => {
        await open(tx, ctx, false)
        const { writer, journaled } = writeTx(tx, ctx)
        const answer = await run(writer)
        if (isRefusal(answer)) throw new Refusal(answer)
        if (!journaled()) throw new Error(`${right}: a change without its trace in the journal`)
        return answer
      },
      options,
    )
  } catch (error) {
    if (error instanceof Refusal) return error.answer as T
    throw error
  }
}

function writeTx(tx: DatabaseTx, ctx: Context): { writer: WriteTx; journaled: () => boolean } {
  let traces = 0
  const writer = Object.create(tx, {
    journal: {
      value: async (evenement: string, fait: Fait = {}) => {
        traces += 1
        // No RETURNING: the login that only inserts may not read the row back.
        await tx.$executeRaw`insert into journal (contexte, "personneId", raison, "concerneId", evenement, objet, avant, apres)
          values (${ctx.kind}, ${personneOf(ctx)}::uuid, ${reasonOf(ctx)}, ${fait.concerneId ?? null}::uuid, ${evenement},
            ${fait.objet ?? null}, ${json(fait.avant)}::jsonb, ${json(fait.apres)}::jsonb)`
      },
    },
  }) as WriteTx
  return { writer, journaled: () => traces > 0 }
}

const json = (value: Prisma.InputJsonValue | undefined): string | null =>
  value === undefined ? null : JSON.stringify(value)

const reasonOf = (ctx: Context): string | null =>
  ctx.kind === "systeme" ? ctx.job : ctx.kind === "agent" ? (ctx.raison ?? null) : null
