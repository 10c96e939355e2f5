import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type CalendarDate, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { canPayfip, payfipLink, payfipReference, titreReference } from "@/lib/titres/rules.ts"

type Comptable = {
  moyensPaiement: string
  comptableNom: string
  comptableAdresse: string | null
  iban: string | null
  bic: string | null
  payfipNumero: string | null
}

type Props = {
  titre: { exercice: number; serie: string; numero: number; objet: string; echeance: CalendarDate }
  reste: bigint
  comptable: Comptable
  courriel: string
  url: string
  demonstration: boolean
}

/** To whom, how, with which reference: all that the accounting software of the mairie asks for. */
export function HowToPay({ titre, reste, comptable, courriel, url, demonstration }: Props) {
  const { iban, bic, payfipNumero } = comptable
  const online = payfipNumero && canPayfip(reste)
  return (
    <Section title="Payer ce titre">
      <DescriptionList
        items={[
          { label: "Reste à payer", value: <Amount cents={reste} /> },
          { label: titre.echeance < today() ? "Était à payer avant le" : "Avant le", value: formatDay(titre.echeance) },
          { label: "À qui", value: [comptable.comptableNom, comptable.comptableAdresse].filter(Boolean).join(", ") },
          { label: "Comment", value: comptable.moyensPaiement },
          { label: "Référence à rappeler", value: <span className="tabular-nums">{titreReference(titre)}</span> },
          ...(iban
            ? [
                {
                  label: "Compte du comptable",
                  value: `IBAN ${iban.replace(/(.{4})(?=.)/g, "$1 ")}${bic ? `, BIC ${bic}` : ""}`,
                },
              ]
            : []),
          ...(online
            ? [
                {
                  label: "En ligne (PayFiP)",
                  value: `identifiant collectivité ${payfipNumero}, référence ${payfipReference(titre)}`,
                },
              ]
            : []),
        ]}
      />
      {online ? (
        <div className="grid justify-items-start gap-2">
          <LinkButton
            href={payfipLink(
              { ...titre, montant: reste },
              { numcli: payfipNumero, courriel, retour: url, demonstration },
            )}
            rel="external noreferrer"
          >
            {demonstration ? "Ouvrir PayFiP (mode d’essai)" : "Payer en ligne sur payfip.gouv.fr"}
          </LinkButton>
          <p className="max-w-measure text-muted text-sm">
            PayFiP est le service de paiement de la direction générale des finances publiques. Un organisme public paie
            d’ordinaire par virement administratif, avec la référence ci-dessus.
          </p>
        </div>
      ) : null}
    </Section>
  )
}
