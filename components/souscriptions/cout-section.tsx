import { Section } from "@/components/ui/section.tsx"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { computeCout } from "@/lib/souscriptions/rules/cout.ts"
import { CoutTable } from "./cout-table.tsx"
import { priceWords } from "./words.ts"

/** The frozen price and what it comes to. */
export function CoutSection({ souscription: { prix, quantite, tarif, service } }: { souscription: SouscriptionFile }) {
  return (
    <Section title="Ce que cela coûte">
      {prix ? (
        <>
          <CoutTable cout={computeCout(quantite, prix)} />
          <p className="max-w-measure text-muted text-sm">
            {priceWords(prix, tarif?.unite ?? "unité")}, prix du jour de la demande : il ne change pas.
            {tarif?.note ? ` ${tarif.note}` : ""}
          </p>
        </>
      ) : (
        <p>
          {service.mode === "inclus"
            ? "Rien de plus que l’adhésion."
            : "Sur demande : l’opérateur donne les conditions et le prix avant tout engagement."}
        </p>
      )}
    </Section>
  )
}
