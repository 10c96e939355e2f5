import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { saveCoordonneesAction } from "@/lib/collectivites/actions.ts"
import type { Dossier } from "@/lib/collectivites/queries/dossier.ts"

export function CoordonneesForm({ collectivite, dossier }: { collectivite: string; dossier: Dossier }) {
  const { siren, fiche, version } = dossier
  return (
    <Form action={saveCoordonneesAction} hidden={{ collectivite, version }} aria-label="Coordonnées">
      <TextField
        name="siret"
        label="SIRET"
        hint={
          siren
            ? `Quatorze chiffres, qui commencent par ${siren}. Il est sur vos factures.`
            : "Quatorze chiffres. Il est sur vos factures. L’opérateur le vérifie avant de s’en servir."
        }
        defaultValue={fiche.siret ?? ""}
        inputMode="numeric"
        autoComplete="off"
      />
      <TextField
        name="adresse"
        label="Adresse postale"
        hint="Numéro et voie."
        defaultValue={fiche.adresse ?? ""}
        autoComplete="street-address"
      />
      <div className="grid items-end gap-6 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <TextField
          name="codePostal"
          label="Code postal"
          defaultValue={fiche.codePostal ?? ""}
          inputMode="numeric"
          autoComplete="postal-code"
        />
        <TextField name="ville" label="Ville" defaultValue={fiche.ville ?? ""} autoComplete="address-level2" />
      </div>
      <TextField
        name="courrielOfficiel"
        label="Courriel officiel"
        hint={
          fiche.courrielOfficiel
            ? "La boîte où arrivent les titres et les codes. Pour en changer, un code sera envoyé à l’adresse actuelle ; si plus personne ne la lit, appelez l’opérateur."
            : "La boîte que la mairie relève : les titres et les codes y arriveront."
        }
        type="email"
        defaultValue={fiche.courrielOfficiel ?? ""}
      />
      <TextField name="telephone" label="Téléphone" type="tel" defaultValue={fiche.telephone ?? ""} />
      <TextField
        name="codeService"
        label="Code service"
        hint="Seulement si votre collectivité reçoit ses factures par service dans Chorus Pro : vos titres le porteront."
        defaultValue={fiche.codeService ?? ""}
        autoComplete="off"
      />
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton pending="Enregistrement…">Enregistrer les coordonnées</SubmitButton>
        <a href={`/c/${collectivite}`} className="text-accent">
          Revenir sans enregistrer
        </a>
      </div>
    </Form>
  )
}
