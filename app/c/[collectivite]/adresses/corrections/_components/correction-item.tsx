import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { correctionAction } from "@/lib/bal/actions.ts"
import type { CorrectionRow } from "@/lib/bal/queries/corrections.ts"
import { FORMES } from "@/lib/bal/rules/corrections.ts"
import { formatCount, formatInteger } from "@/lib/platform/format.ts"

const ETATS = { proposee: "à décider", acceptee: "acceptée", ecartee: "écartée" } as const
const TONES = { proposee: "attention", acceptee: "ok", ecartee: "neutral" } as const

type Props = { correction: CorrectionRow; collectivite: string }

export function CorrectionItem({ correction, collectivite }: Props) {
  const { id, etat, choix, proposition } = correction
  const title = titleOf(proposition)
  return (
    <li className="grid gap-2 border-line border-b py-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">{title}</span>
        <StateBadge tone={TONES[etat]}>{ETATS[etat]}</StateBadge>
      </p>
      <p className="text-muted text-sm">{detailOf(proposition)}</p>
      <Form action={correctionAction} hidden={{ collectivite, correction: id }} aria-label={title}>
        {proposition.genre === "voie" ? (
          <RadioField
            name="choix"
            legend="Orthographe à garder"
            defaultValue={choix ?? proposition.choix[0]}
            options={proposition.choix.map((value) => ({ value, label: value }))}
          />
        ) : null}
        <p className="flex flex-wrap gap-3">
          {etat === "acceptee" && proposition.genre !== "voie" ? null : (
            <SubmitButton name="decision" value="acceptee" look={etat === "proposee" ? "primary" : "secondary"}>
              Accepter
            </SubmitButton>
          )}
          {etat === "ecartee" ? null : (
            <SubmitButton name="decision" value="ecartee" look="secondary">
              Écarter
            </SubmitButton>
          )}
        </p>
      </Form>
    </li>
  )
}

function titleOf(proposition: CorrectionRow["proposition"]): string {
  if (proposition.genre === "voie") return "Une seule orthographe pour cette voie"
  return proposition.genre === "doublon" ? `Ligne en double : ${proposition.adresse}` : FORMES[proposition.cle]
}

function detailOf(proposition: CorrectionRow["proposition"]): string {
  if (proposition.genre === "voie") {
    const sure = proposition.certaine
      ? "Seuls les majuscules, les accents ou une abréviation diffèrent."
      : "Les noms se ressemblent : vérifiez qu’il s’agit bien de la même voie."
    return `${sure} ${formatCount(proposition.lignes, "ligne")} du fichier.`
  }
  if (proposition.genre === "doublon") {
    const lines = proposition.lignes.map((ligne) => formatInteger(ligne)).join(", ")
    return `La ligne ${formatInteger(proposition.gardee)} reste ; ${proposition.lignes.length > 1 ? "les lignes" : "la ligne"} ${lines}, identique en tout, ${proposition.lignes.length > 1 ? "partent" : "part"}.`
  }
  return `${formatCount(proposition.lignes, "ligne")} du fichier.`
}
