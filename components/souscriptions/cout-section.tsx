import { Section } from "@/components/ui/section.tsx"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { isSurDevis } from "@/lib/souscriptions/rules/devis.ts"
import { standing } from "@/lib/souscriptions/rules/options.ts"
import { CoutTable } from "./cout-table.tsx"
import { priceWords } from "./words.ts"

/** The frozen prices and what they come to. */
export function CoutSection({ souscription }: { souscription: SouscriptionFile }) {
  const { prix, unite, tarif, service } = souscription
  const options = standing(souscription.options)
  const onQuote = options.filter((option) => option.prix === null)
  return (
    <Section title="Ce que cela coûte">
      {prix ? null : (
        <p>
          {service.mode === "inclus"
            ? options.length > 0
              ? "Le service lui-même : rien de plus que l’adhésion."
              : "Rien de plus que l’adhésion."
            : isSurDevis({ mode: service.mode, prix })
              ? "Sur devis : rien n’est engagé avant qu’une personne élue n’accepte le prix de l’opérateur."
              : "Au coût réel du service, partagé ou remboursé à l’euro."}
        </p>
      )}
      {prix || options.some((option) => option.prix) ? <CoutTable achat={souscription} /> : null}
      {prix ? (
        <p className="max-w-measure text-muted text-sm">
          {priceWords(prix, unite ?? "unité")}, prix {tarif ? "du jour de la demande" : "du devis accepté"} : il ne
          change pas.
          {tarif?.note ? ` ${tarif.note}` : ""}
        </p>
      ) : null}
      {options.flatMap((option) =>
        option.prix ? (
          <p key={option.id} className="max-w-measure text-muted text-sm">
            {option.nom} : {priceWords(option.prix, option.unite ?? "option")}, prix{" "}
            {option.depuis ? "convenu pour ce jour-là" : "du jour de la demande"}.
          </p>
        ) : (
          []
        ),
      )}
      {onQuote.length > 0 ? (
        <p className="max-w-measure text-sm">
          Sur devis, à accepter avant d’être fourni : {onQuote.map(({ nom }) => nom).join(", ")}.
        </p>
      ) : null}
    </Section>
  )
}
