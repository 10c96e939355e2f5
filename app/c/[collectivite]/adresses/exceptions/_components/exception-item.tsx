import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { liftAction } from "@/lib/bal/actions.ts"
import type { ExceptionRow } from "@/lib/bal/queries/corrections.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"

type Props = { exception: ExceptionRow; libelle: string; collectivite: string }

export function ExceptionItem({ exception: { id, adresse, motif, le, par }, libelle, collectivite }: Props) {
  return (
    <li className="grid items-center gap-x-6 gap-y-2 border-line border-b py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div>
        <p className="font-semibold">{adresse}</p>
        <p>{libelle}</p>
        <p className="text-muted text-sm">
          « {motif} », {par ?? "une personne de l’équipe"}, le {formatDay(dayInParis(le))}
        </p>
      </div>
      <Form action={liftAction} hidden={{ collectivite, exception: id }} aria-label={`Lever l’exception : ${adresse}`}>
        <SubmitButton look="secondary">Compter de nouveau</SubmitButton>
      </Form>
    </li>
  )
}
