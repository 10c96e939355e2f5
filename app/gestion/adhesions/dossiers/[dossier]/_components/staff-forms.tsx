import { DeclineSection } from "@/components/conventions/decline-section.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { abandonAction, premiereAction, representantAction } from "@/lib/adhesions/actions.ts"
import type { DossierAdhesion } from "@/lib/adhesions/types.ts"
import { prepareCharteAction } from "@/lib/conventions/actions.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import type { Mandat } from "@/lib/signatures/types.ts"

type Hidden = Readonly<Record<string, string>>
type RepresentantProps = { hidden: Hidden; dossier: DossierAdhesion; mandats: readonly Mandat[]; mandatsHref: string }

export const RepresentantForm = ({ hidden, dossier, mandats, mandatsHref }: RepresentantProps) => (
  <Section title="Qui signe, et à partir de quand" action={<a href={mandatsHref}>Mandats de la collectivité</a>}>
    {mandats.length === 0 ? (
      <Notice tone="attention" title="Aucun mandat en cours">
        Enregistrez d’abord le mandat de la personne élue qui signera.
      </Notice>
    ) : (
      <Form action={representantAction} hidden={hidden} aria-label="Qui signe, et à partir de quand">
        <SelectField
          name="mandat"
          label="Qui signe"
          options={mandats.map(({ id, nom, fonction }) => ({ value: id, label: `${nom}, ${fonction}` }))}
          defaultValue={dossier.representantId ?? mandats[0]?.id}
          required
        />
        <TextField
          name="dateEffet"
          label="Date d’effet"
          hint="Le premier jour d’adhésion, une fois la charte signée."
          type="date"
          defaultValue={dossier.dateEffet ?? ""}
          className="max-w-60"
          required
        />
        <div>
          <SubmitButton look="secondary" pending="Enregistrement…">
            Enregistrer
          </SubmitButton>
        </div>
      </Form>
    )}
  </Section>
)

type CharteProps = { hidden: Hidden; manques: readonly string[] }

export const CharteForm = ({ hidden, manques }: CharteProps) => (
  <Section title="La charte">
    {manques.length > 0 ? (
      <Notice tone="attention" title="Il manque encore">
        {`${manques.join(", ")}.`}
      </Notice>
    ) : (
      <Form action={prepareCharteAction} hidden={hidden} aria-label="La charte">
        <p>Le catalogue du jour y est annexé. Une fois établie, elle ne change plus : elle se signe ou se reprend.</p>
        <div>
          <SubmitButton pending="Préparation…">Établir la charte</SubmitButton>
        </div>
      </Form>
    )}
  </Section>
)

export const PremiereForm = ({ hidden, dossier }: { hidden: Hidden; dossier: DossierAdhesion }) => (
  <Section title="Première cotisation">
    <p>{dossier.basesPremiere}.</p>
    <Form action={premiereAction} hidden={hidden} aria-label="Première cotisation">
      <div>
        <SubmitButton pending="Émission…">
          {`Émettre le titre de ${formatAmount(dossier.montantPremiere ?? 0n)}`}
        </SubmitButton>
      </div>
    </Form>
  </Section>
)

export const AbandonForm = ({ hidden }: { hidden: Hidden }) => (
  <DeclineSection title="Abandonner ce dossier" action={abandonAction} hidden={hidden} button="Abandonner le dossier" />
)
