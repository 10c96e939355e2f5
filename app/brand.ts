import type { Brand } from "@/components/shell/brand.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findBrand } from "@/lib/operateur/queries.ts"
import { DEFAULT_ACCENT } from "@/lib/platform/accent.ts"

export type PageBrand = Brand & { accent: string }

const KEPT_MS = 3000
let kept: { brand: Promise<PageBrand>; until: number } | null = null

/** The operator's own words and colour, of no tenant: kept some seconds, so that no page pays a transaction for them. */
export function currentBrand(): Promise<PageBrand> {
  if (!kept || kept.until < Date.now()) {
    const brand = loadBrand()
    kept = { brand, until: Date.now() + KEPT_MS }
    brand.catch(() => {
      kept = null
    })
  }
  return kept.brand
}

async function loadBrand(): Promise<PageBrand> {
  const operateur = await read(PUBLIC, findBrand)
  if (!operateur) return { name: "Portail des adhérents", logoUrl: null, accent: DEFAULT_ACCENT }
  const { marque, accent, logoVersion } = operateur
  return { name: marque, accent, logoUrl: logoVersion === null ? null : `/api/operateur/logo?v=${logoVersion}` }
}
