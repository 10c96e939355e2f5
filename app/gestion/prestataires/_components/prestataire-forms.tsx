import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { recordMarcheAction, recordPrestataireAction } from "@/lib/prestataires/actions.ts"
import type { findPrestataire, MarcheFile } from "@/lib/prestataires/queries.ts"

type Prestataire = NonNullable<Awaited<ReturnType<typeof findPrestataire>>>

export const PrestataireForm = ({ prestataire }: { prestataire: Prestataire | null }) => (
  <Form action={recordPrestataireAction} hidden={{ prestataire: prestataire?.id ?? "" }} aria-label="Prestataire">
    <TextField name="nom" label="Nom" defaultValue={prestataire?.nom} required />
    <TextField name="siren" label="SIREN" inputMode="numeric" defaultValue={prestataire?.siren ?? ""} />
    <TextField name="telephone" label="Téléphone" type="tel" defaultValue={prestataire?.telephone ?? ""} />
    <TextField name="courriel" label="Courriel" type="email" defaultValue={prestataire?.courriel ?? ""} />
    <TextField name="site" label="Site" type="url" defaultValue={prestataire?.site ?? ""} />
    <TextareaField name="precisions" label="Précisions" rows={3} defaultValue={prestataire?.precisions ?? ""} />
    <div>
      <SubmitButton pending="Enregistrement…">Enregistrer le prestataire</SubmitButton>
    </div>
  </Form>
)

/** Each on its own form: without a market, a new one. */
export const MarcheForm = ({ prestataire, marche }: { prestataire: string; marche: MarcheFile | null }) => (
  <Form
    action={recordMarcheAction}
    hidden={{ prestataire, marche: marche?.id ?? "" }}
    aria-label={marche ? `Marché : ${marche.objet}` : "Nouveau marché"}
  >
    <TextField name="objet" label="Objet du marché" defaultValue={marche?.objet} required />
    <TextField name="reference" label="Référence" defaultValue={marche?.reference ?? ""} />
    <TextField name="depuis" label="Premier jour" type="date" defaultValue={marche?.depuis ?? ""} />
    <TextField name="jusqua" label="Dernier jour" type="date" defaultValue={marche?.jusqua} required />
    <TextField
      name="alerteMois"
      label="Prévenir"
      unit="mois avant"
      inputMode="numeric"
      defaultValue={marche?.alerteMois ?? 12}
      required
    />
    <TextField name="prix" label="Prix" defaultValue={marche?.prix ?? ""} />
    <TextField name="hebergement" label="Hébergement" defaultValue={marche?.hebergement ?? ""} />
    <TextField name="certification" label="Certification" defaultValue={marche?.certification ?? ""} />
    <div>
      <SubmitButton pending="Enregistrement…">{marche ? "Enregistrer ce marché" : "Ajouter ce marché"}</SubmitButton>
    </div>
  </Form>
)
