import { Citation } from "@/components/deliberations/citation.tsx"
import { priceWords } from "@/components/souscriptions/words.ts"
import type { ServiceOffert, TarifEnVigueur } from "@/lib/catalogue/queries/published.ts"
import { grilleWords } from "@/lib/catalogue/rules/grille.ts"
import { PERIODICITE_LABELS } from "@/lib/catalogue/types.ts"
import type { DeliberationCitee } from "@/lib/deliberations/types.ts"
import { formatPercent } from "@/lib/platform/format.ts"

type PriceListProps = { service: ServiceOffert; citees: ReadonlyMap<string, DeliberationCitee> }

/** What the service costs today, in words; each price with its VAT, its note and the act that voted it. */
export function PriceList({ service, citees }: PriceListProps) {
  const actOf = (id: string | null) => {
    const citee = citees.get(id ?? "")
    return citee ? (
      <p className="text-muted text-sm">
        <Citation deliberation={citee} />
      </p>
    ) : null
  }
  if (service.mode !== "unitaire" || service.tarifs.length === 0)
    return (
      <div>
        <p className="max-w-measure">{WORDS[service.mode]}</p>
        {actOf(service.deliberationId)}
      </div>
    )
  return (
    <ul className="grid gap-2">
      {service.tarifs.map((tarif) => (
        <li key={tarif.id}>
          <p>
            <strong className="text-lg">{gridWords(tarif)}</strong>
            {tarif.categorieTva === "S"
              ? `, TVA de ${formatPercent(Number(tarif.tauxTva) / 100)} en plus`
              : ", sans TVA"}
          </p>
          {tarif.note ? <p className="text-muted text-sm">{tarif.note}</p> : null}
          {actOf(tarif.deliberationId ?? service.deliberationId)}
        </li>
      ))}
    </ul>
  )
}

const gridWords = (tarif: TarifEnVigueur): string =>
  tarif.bandes
    ? `HT par ${tarif.unite} ${PERIODICITE_LABELS[tarif.periodicite]}, selon la population : ${grilleWords(tarif.bandes)}`
    : priceWords(tarif, tarif.unite)

const WORDS = {
  inclus: "Compris dans l’adhésion : rien de plus à payer.",
  unitaire: "Le prix n’est pas encore publié : demandez-le à l’opérateur.",
  cle_repartition: "Le coût est partagé entre les collectivités qui s’en servent, selon une convention.",
  a_l_euro: "La collectivité rembourse le coût exact, selon une convention.",
  non_precise: "Les conditions et, s’il y en a un, le prix vous sont donnés sur demande, avant tout engagement.",
} as const satisfies Record<ServiceOffert["mode"], string>
