import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { DeliberationFile } from "@/lib/deliberations/queries.ts"
import { ORGANES } from "@/lib/deliberations/types.ts"

/** What an act is, and where it is on its way; the same for one that is new and one that is known. */
export function DeliberationFields({ known }: { known?: DeliberationFile }) {
  return (
    <>
      <TextField
        name="organe"
        label="Votée par"
        hint={`Par exemple : ${ORGANES.join(", ")}.`}
        defaultValue={known?.organe ?? ORGANES[0]}
        required
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField name="numero" label="Numéro" defaultValue={known?.numero} required maxLength={60} />
        <TextField name="delibereLe" label="Date du vote" type="date" defaultValue={known?.delibereLe} required />
      </div>
      <TextField
        name="objet"
        label="Objet"
        hint="En une ligne, par exemple « Tarifs du pack cyber à compter de 2027 »."
        defaultValue={known?.objet}
        required
        maxLength={200}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField
          name="transmiseLe"
          label="Transmise en préfecture le"
          type="date"
          defaultValue={known?.transmiseLe ?? undefined}
        />
        <TextField name="recueLe" label="Reçue le" type="date" defaultValue={known?.recueLe ?? undefined} />
        <TextField
          name="actesNumero"
          label="Identifiant de l’accusé"
          defaultValue={known?.actesNumero ?? undefined}
          maxLength={60}
        />
        <TextField name="publieeLe" label="Publiée le" type="date" defaultValue={known?.publieeLe ?? undefined} />
      </div>
      <CheckboxField
        name="publique"
        label="La montrer aux visiteurs, sur le catalogue public et le simulateur"
        hint="Les membres lisent dans tous les cas celle qui fixe leur tarif."
        defaultChecked={known?.publique ?? true}
      />
    </>
  )
}
