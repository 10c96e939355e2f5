import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { decideRepriseAction } from "@/lib/outils/actions.ts"
import type { Reprise } from "@/lib/outils/queries/outils.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"

/** Accounts of communes that merged: each waits for its new holder in the tool, or to be closed there. */
export function Reprises({ slug, reprises }: { slug: string; reprises: readonly Reprise[] }) {
  return (
    <Section title="Comptes de communes réunies">
      <p className="max-w-measure text-muted">
        Ils marchent encore sous l’ancien nom. Intégrez-les une fois l’outil mis au nom de la commune nouvelle ; un
        certificat se redemande au nouveau nom.
      </p>
      <ul className="border-line border-t">
        {reprises.map(({ id, publicId, nom, titulaire, comptes, identifiant, certificatJusqua }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-3"
          >
            <p>
              <a href={`/gestion/collectivites/${publicId}`}>{nom}</a> : {formatCount(comptes, "compte")} au nom de{" "}
              {titulaire}
              {identifiant ? `, accès « ${identifiant} »` : ""}
              {certificatJusqua ? `, certificat jusqu’au ${formatDay(certificatJusqua)}` : ""}.
            </p>
            <div className="flex flex-wrap gap-3">
              {DECISIONS.map(({ decision, label, pending }) => (
                <Form
                  key={decision}
                  action={decideRepriseAction}
                  hidden={{ service: slug, collectivite: publicId, acces: id, decision }}
                  aria-label={`${label} : ${titulaire}`}
                >
                  <SubmitButton look="quiet" pending={pending}>
                    {label}
                    <span className="sr-only"> : {titulaire}</span>
                  </SubmitButton>
                </Form>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const DECISIONS = [
  { decision: "integrer", label: "Intégrer", pending: "Intégration…" },
  { decision: "fermer", label: "Fermer", pending: "Fermeture…" },
] as const
