import { notFound } from "next/navigation"
import { type MembreContext, only } from "@/lib/access/context.ts"
import type { Tx } from "@/lib/access/door.ts"
import type { CommuneBal } from "@/lib/bal/queries/communes.ts"
import { territoireOf } from "./open-adresses.ts"

type Search = Promise<Record<string, string | string[] | undefined>>

export const choixOf = async (search: Search): Promise<string | undefined> => {
  const { commune } = await search
  return typeof commune === "string" ? commune : undefined
}

/** The commune that a page is about; an EPCI that names none of its own gets the answer of an unknown page. */
export async function communeOf(tx: Tx, ctx: MembreContext, choix: string | undefined): Promise<CommuneBal> {
  const { commune } = await territoireOf(tx, ctx, choix)
  return commune ?? notFound()
}

/** The way back to the report, with an EPCI's choice. */
export const crumbOf = (ctx: MembreContext, commune: CommuneBal) => {
  const { publicId, type } = only(ctx)
  const path = `/c/${publicId}/adresses`
  return { path, crumb: { label: "Adresses", href: type === "epci" ? `${path}?commune=${commune.publicId}` : path } }
}
